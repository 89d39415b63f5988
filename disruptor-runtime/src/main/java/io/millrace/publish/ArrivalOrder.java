package io.millrace.publish;

/** The order in which the rows of a batch arrived, once some were replaced. One thread. */
final class ArrivalOrder {
  private static final int NONE = -1;

  private final int[] next;
  private final int[] previous;
  private final int[] rows;
  private int first = NONE;
  private int last = NONE;

  ArrivalOrder(int capacity) {
    next = new int[capacity];
    previous = new int[capacity];
    rows = new int[capacity];
  }

  /** Starts anew with so many rows, which arrived as they lie. */
  void reset(int count) {
    first = NONE;
    last = NONE;
    for (int row = 0; row < count; row++) {
      append(row);
    }
  }

  /** The row that arrived before all others. */
  int first() {
    return first;
  }

  /** Puts a row behind all others. */
  void append(int row) {
    next[row] = NONE;
    previous[row] = last;
    if (last == NONE) {
      first = row;
    } else {
      next[last] = row;
    }
    last = row;
  }

  /** Moves a row behind all others, as another has come in its place. */
  void moveToEnd(int row) {
    if (row == last) {
      return;
    }
    int before = previous[row];
    int after = next[row];
    previous[after] = before;
    if (before == NONE) {
      first = after;
    } else {
      next[before] = after;
    }
    append(row);
  }

  /** The rows in their order, in an array that is used again. */
  int[] rows() {
    int count = 0;
    for (int row = first; row != NONE; row = next[row]) {
      rows[count++] = row;
    }
    return rows;
  }
}
