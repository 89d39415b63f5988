package io.millrace.table;

import io.millrace.batch.ColumnVector;
import java.util.Arrays;

/**
 * Changes a column whose rows are moved and overwritten, which a batch otherwise never does. Texts
 * lie anywhere in the column's bytes, a range a row; NULL bits behind the last row are clear.
 */
final class ColumnEdit {
  private ColumnEdit() {}

  /** Moves {@code count} values from row {@code from} on to {@code to} on. */
  static void move(ColumnVector column, int from, int to, int count) {
    switch (column.type().storage()) {
      case BYTE -> System.arraycopy(column.bytes(), from, column.bytes(), to, count);
      case INT -> System.arraycopy(column.ints(), from, column.ints(), to, count);
      case LONG -> System.arraycopy(column.longs(), from, column.longs(), to, count);
      case FLOAT -> System.arraycopy(column.floats(), from, column.floats(), to, count);
      case DOUBLE -> System.arraycopy(column.doubles(), from, column.doubles(), to, count);
      case LONG_PAIR -> {
        System.arraycopy(column.highs(), from, column.highs(), to, count);
        System.arraycopy(column.longs(), from, column.longs(), to, count);
      }
      case BYTES -> {
        System.arraycopy(column.offsets(), from, column.offsets(), to, count);
        System.arraycopy(column.lengths(), from, column.lengths(), to, count);
      }
    }
    if (column.nullBits() != null) {
      moveNulls(column, from, to, count);
    }
  }

  private static void moveNulls(ColumnVector column, int from, int to, int count) {
    if (from < to) {
      for (int i = count - 1; i >= 0; i--) {
        setNull(column, to + i, column.isNull(from + i));
      }
    } else {
      for (int i = 0; i < count; i++) {
        setNull(column, to + i, column.isNull(from + i));
      }
    }
  }

  private static void setNull(ColumnVector column, int row, boolean isNull) {
    if (isNull) {
      column.setNull(row);
    } else {
      column.nullBits()[row >>> 6] &= ~(1L << row);
    }
  }

  /** Forgets the values of the rows {@code from} to {@code to - 1}, the last ones. */
  static void forget(ColumnVector column, int from, int to) {
    if (column.nullBits() != null) {
      for (int row = from; row < to; row++) {
        setNull(column, row, false);
      }
    }
  }

  /** Makes a row one to be written, which has no text of its own yet. */
  static void begin(ColumnVector column, int row) {
    if (column.nullBits() != null) {
      setNull(column, row, false);
    }
    if (column.offsets() != null) {
      column.offsets()[row] = 0;
      column.lengths()[row] = 0;
    }
  }

  /** Stores a value over that of {@code row}; {@code rows} is how many rows there are. */
  static void overwrite(ColumnVector column, int row, int rows, ColumnVector source, int from) {
    boolean wasNull = column.isNull(row);
    if (source.isNull(from)) {
      setNull(column, row, true);
      return;
    }
    if (wasNull) {
      begin(column, row);
    }
    if (column.offsets() == null) {
      column.copyRow(source, from, row);
    } else {
      overwriteText(column, row, rows, source, from);
    }
  }

  private static void overwriteText(
      ColumnVector column, int row, int rows, ColumnVector source, int from) {
    int length = source.lengths()[from];
    if (length <= column.lengths()[row]) {
      System.arraycopy(
          source.text(), source.offsets()[from], column.text(), column.offsets()[row], length);
      column.lengths()[row] = length;
      return;
    }
    if (length > column.text().length - column.textBytes()) {
      column.lengths()[row] = 0;
      compact(column, rows, length);
    }
    column.setVarchar(row, source.text(), source.offsets()[from], length);
  }

  /** Takes away the gaps between texts, if these are the greater part. */
  private static void compact(ColumnVector column, int rows, int length) {
    long live = length;
    for (int row = 0; row < rows; row++) {
      live += column.isNull(row) ? 0 : column.lengths()[row];
    }
    if (live > column.text().length / 2) {
      return;
    }
    byte[] old = Arrays.copyOf(column.text(), column.textBytes());
    column.clear(0);
    for (int row = 0; row < rows; row++) {
      if (!column.isNull(row)) {
        column.setVarchar(row, old, column.offsets()[row], column.lengths()[row]);
      }
    }
  }
}
