package io.millrace.filter;

import java.util.Arrays;

/** The queries that ask for one value or range, and the rows of the batch in work that have it. */
final class Selection {
  private FilteredQuery[] queries = {};
  private int[] rows = new int[4];
  private int count;

  void add(FilteredQuery query) {
    queries = Arrays.copyOf(queries, queries.length + 1);
    queries[queries.length - 1] = query;
  }

  /** Takes a query out; whether none is left. */
  boolean remove(FilteredQuery query) {
    queries = Arrays.stream(queries).filter(other -> other != query).toArray(FilteredQuery[]::new);
    return queries.length == 0;
  }

  /** The queries, in the order in which they were added; not to be changed. */
  FilteredQuery[] queries() {
    return queries;
  }

  void select(int row) {
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, 2 * count);
    }
    rows[count++] = row;
  }

  /** Indices of the selected rows, ascending. */
  int[] rows() {
    return rows;
  }

  int count() {
    return count;
  }

  void clear() {
    count = 0;
  }
}
