package io.millrace.query;

/**
 * A condition on one column that every row of a query must meet, whatever else WHERE asks: {@code
 * column = ?}, or bounds such as {@code column > ?}. By it, the queries that a row can concern are
 * found in an index; bounds that the query leaves out itself count as in.
 *
 * @param column index of the column in the stream's schema
 * @param equal index of the parameter, from 0, that the column must be equal to; -1 for bounds
 * @param low index of the parameter that is the lower bound, or -1
 * @param high index of the parameter that is the upper bound, or -1
 */
public record RowFilter(int column, int equal, int low, int high) {
  /** Whether it asks for a range, not for one value. */
  public boolean isRange() {
    return equal < 0;
  }
}
