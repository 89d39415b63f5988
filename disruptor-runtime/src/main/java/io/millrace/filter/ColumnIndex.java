package io.millrace.filter;

import io.millrace.batch.ColumnVector;
import io.millrace.query.RowFilter;
import java.util.List;

/** Finds, by the value of one column, the queries that a row can concern. One thread. */
interface ColumnIndex {
  /** Adds a query with this filter, whose parameters have these values. */
  void add(FilteredQuery query, RowFilter filter, List<Object> values);

  /** Takes a query out that was added with the same filter and values. */
  void remove(FilteredQuery query, RowFilter filter, List<Object> values);

  /**
   * Selects rows for all queries that they can concern.
   *
   * @param rows their indices, ascending; null for the first {@code count} rows
   */
  void find(ColumnVector column, int[] rows, int count, Selections found);
}
