package io.millrace.ring;

import java.util.Arrays;

/** The tasks of a partition, as arrays that are replaced whole. */
final class TaskList {
  private TaskList() {}

  /** The task of a query in either of two lists, or null. */
  static QueryTask find(QueryRun query, QueryTask[] some, QueryTask[] others) {
    for (QueryTask task : some) {
      if (task.query() == query) {
        return task;
      }
    }
    for (QueryTask task : others) {
      if (task.query() == query) {
        return task;
      }
    }
    return null;
  }

  static QueryTask[] with(QueryTask[] tasks, QueryTask task) {
    QueryTask[] more = Arrays.copyOf(tasks, tasks.length + 1);
    more[tasks.length] = task;
    return more;
  }

  static QueryTask[] without(QueryTask[] tasks, QueryTask task) {
    return Arrays.stream(tasks).filter(other -> other != task).toArray(QueryTask[]::new);
  }
}
