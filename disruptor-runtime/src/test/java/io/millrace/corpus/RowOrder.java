package io.millrace.corpus;

import java.util.List;

/**
 * Which order of output rows is promised.
 *
 * @param ordered whether one engine puts the rows out in this order; if not, any order is right
 * @param keyColumns names of the columns whose values tell rows apart that may go to different
 *     engines; null if several engines promise nothing
 */
record RowOrder(boolean ordered, List<String> keyColumns) {
  /** No order at all. */
  static final RowOrder NONE = new RowOrder(false, null);
}
