package io.millrace.table;

import io.millrace.batch.ColumnVector;

/** A key to look for: a row of some columns, or of the first {@code size} of them. One thread. */
final class KeyProbe {
  private ColumnVector[] columns;
  private int row;
  private int size;
  private long head;

  /** Shows the key of a row. */
  void set(ColumnVector[] newColumns, int newRow, int newSize) {
    columns = newColumns;
    row = newRow;
    size = newSize;
    head = newSize == 0 ? 0 : KeyOrder.head(newColumns, newRow);
  }

  /** See {@link KeyOrder#head}. */
  long head() {
    return head;
  }

  /** Order of a stored key and this one. */
  int compare(ColumnVector[] stored, int storedRow) {
    return KeyOrder.compare(stored, storedRow, columns, row, size);
  }
}
