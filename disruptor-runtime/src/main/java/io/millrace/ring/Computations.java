package io.millrace.ring;

import io.millrace.batch.RecordBatch;
import io.millrace.filter.FilterIndex;
import io.millrace.query.RowFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * What one partition computes: for queries that see every row, for those whose rows an index finds,
 * and for those that are paused. Identical queries share a computation. One thread.
 */
final class Computations {
  /** Filters up to which evaluating each for all rows is cheaper than to look rows up. */
  private static final int FEW = 4;

  private final Function<QueryRun, QueryTask> newTask;
  private final Function<QueryTask, Computation> newComputation;
  private final AtomicReference<QueryRun> workedFor;
  private Computation[] all = {};
  private Computation[] plain = {};
  private Computation[] indexed = {};
  private Computation[] resting = {};
  private final FilterIndex index = new FilterIndex();

  /** The newest of each key that does not rest; others may find it to be joined. */
  private final Map<ComputationKey, Computation> byKey = new HashMap<>();

  Computations(
      Function<QueryRun, QueryTask> newTask,
      Function<QueryTask, Computation> newComputation,
      AtomicReference<QueryRun> workedFor) {
    this.newTask = newTask;
    this.newComputation = newComputation;
    this.workedFor = workedFor;
  }

  /** The query that something is computed for, or was last; null if there was none. Any thread. */
  QueryRun workedFor() {
    return workedFor.getOpaque();
  }

  /** Those that see every row and every watermark; not to be changed. */
  Computation[] plain() {
    return plain;
  }

  /**
   * Hands the others the rows that concern them.
   *
   * @param rows indices of the rows, ascending; null for the first {@code count} rows
   */
  void find(RecordBatch batch, int[] rows, int count, long watermarkNs, long at) {
    if (indexed.length > FEW) {
      index.onRows(batch, rows, count, watermarkNs, at);
      return;
    }
    for (Computation computation : indexed) {
      if (rows == null) {
        computation.onBatch(batch, watermarkNs, at);
      } else {
        computation.onRows(batch, rows, count, watermarkNs, at);
      }
    }
  }

  /** All there are, also those that are paused. */
  List<Computation> all() {
    List<Computation> every = new ArrayList<>(Arrays.asList(all));
    every.addAll(Arrays.asList(resting));
    return every;
  }

  /** Starts a computation whose state is restored, for queries that share it. */
  Computation restore(List<QueryRun> queries, boolean rests) {
    Computation computation = newComputation.apply(newTask.apply(queries.get(0)));
    for (QueryRun query : queries.subList(1, queries.size())) {
      computation.join(newTask.apply(query));
    }
    if (rests) {
      resting = with(resting, computation);
    } else {
      start(computation);
    }
    return computation;
  }

  /** Starts a query: with others if one is under way that can be joined. */
  void add(QueryRun query) {
    QueryTask task = newTask.apply(query);
    Computation same = byKey.get(ComputationKey.of(query.query()));
    if (same != null && same.canBeJoined()) {
      same.join(task);
    } else {
      start(newComputation.apply(task));
    }
  }

  private void start(Computation computation) {
    all = with(all, computation);
    byKey.put(computation.key(), computation);
    RowFilter filter = computation.filter();
    if (filter == null) {
      plain = with(plain, computation);
    } else {
      indexed = with(indexed, computation);
      index.add(
          computation,
          filter,
          computation.query().inputSchema().type(filter.column()).storage(),
          computation.query().values());
    }
  }

  private void stop(Computation computation) {
    all = without(all, computation);
    byKey.remove(computation.key(), computation);
    if (computation.filter() == null) {
      plain = without(plain, computation);
    } else {
      indexed = without(indexed, computation);
      index.remove(computation, computation.filter(), computation.query().values());
    }
  }

  /** Ends a query; nothing happens if it never began here. */
  void remove(QueryTask task) {
    if (task == null || task.computation() == null) {
      return;
    }
    Computation computation = task.computation();
    boolean rests = rests(computation);
    if (computation.leave(task)) {
      if (rests) {
        resting = without(resting, computation);
      } else {
        stop(computation);
      }
    }
    task.release();
  }

  /** Whether it sees no rows for now. */
  boolean rests(Computation computation) {
    return Arrays.asList(resting).contains(computation);
  }

  /**
   * Lets a query see nothing; it leaves the others whom it shared with, with a copy of the state.
   */
  void pause(QueryTask task, long at) {
    Computation shared = task.computation();
    if (rests(shared)) {
      return;
    }
    if (shared.tasks().length == 1) {
      stop(shared);
      resting = with(resting, shared);
      return;
    }
    Computation own = newComputation.apply(task);
    own.takeOver(shared, at);
    shared.leave(task);
    resting = with(resting, own);
  }

  /** Lets a query see rows again. */
  void resume(QueryTask task) {
    Computation computation = task.computation();
    if (rests(computation)) {
      resting = without(resting, computation);
      start(computation);
    }
  }

  /**
   * Starts a query, with the state of an old one if it is to keep it; rests if the old one does.
   */
  void replace(QueryTask old, QueryRun query, boolean keepsState, long at) {
    Computation was = old == null ? null : old.computation();
    Computation computation = newComputation.apply(newTask.apply(query));
    if (keepsState && was != null) {
      computation.takeOver(was, at);
    }
    if (was != null && rests(was)) {
      resting = with(resting, computation);
    } else {
      start(computation);
    }
  }

  /** Counts rows for queries that are paused. */
  void skip(int rows) {
    for (Computation computation : resting) {
      for (QueryTask task : computation.tasks()) {
        task.skip(rows);
      }
    }
  }

  void onEndOfInput(boolean emit, long at) {
    for (Computation computation : all) {
      computation.onEndOfInput(emit, at);
    }
    for (Computation computation : resting) {
      computation.onEndOfInput(emit, at);
    }
  }

  /** Stops all queries for a cause that is none of theirs. */
  void failAll(String where, Throwable cause) {
    for (Computation computation : all) {
      for (QueryTask task : computation.tasks()) {
        task.query().fail(where, cause);
      }
    }
  }

  /** Frees all state. */
  void close() {
    for (Computation computation : all) {
      computation.close();
    }
    for (Computation computation : resting) {
      computation.close();
    }
  }

  private static Computation[] with(Computation[] computations, Computation computation) {
    Computation[] more = Arrays.copyOf(computations, computations.length + 1);
    more[computations.length] = computation;
    return more;
  }

  private static Computation[] without(Computation[] computations, Computation computation) {
    return Arrays.stream(computations)
        .filter(other -> other != computation)
        .toArray(Computation[]::new);
  }
}
