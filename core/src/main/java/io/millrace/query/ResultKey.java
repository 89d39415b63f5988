package io.millrace.query;

import java.util.List;

/**
 * What tells the rows of an aggregate's result apart: its groups. Without GROUP BY there is one row
 * and no column is needed.
 *
 * @param columns indices of the output columns that are the groups' keys and window, in the order
 *     of the SELECT list; of two bounds of a window the first counts, the other follows from it
 * @param missing what stands in GROUP BY and is not selected; rows cannot be told apart unless this
 *     is empty
 */
public record ResultKey(List<Integer> columns, List<String> missing) {
  /** Copies the lists. */
  public ResultKey {
    columns = List.copyOf(columns);
    missing = List.copyOf(missing);
  }
}
