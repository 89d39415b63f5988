package io.millrace.table;

import io.millrace.batch.ColumnVector;
import io.millrace.type.DataType;
import io.millrace.type.Decimal128;
import io.millrace.type.Storage;
import java.util.Arrays;

/**
 * The order of keys: column by column, NULL before any value, texts by their bytes, all NaN equal
 * and above every number, 0.0 and -0.0 equal. These are the keys that a query tells apart.
 */
final class KeyOrder {
  private static final int HEAD_BYTES = 8;

  private KeyOrder() {}

  /** Order of two keys by their first {@code size} columns: negative, zero or positive. */
  static int compare(ColumnVector[] a, int aRow, ColumnVector[] b, int bRow, int size) {
    for (int i = 0; i < size; i++) {
      int order = compare(a[i], aRow, b[i], bRow);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compare(ColumnVector a, int aRow, ColumnVector b, int bRow) {
    boolean aNull = a.isNull(aRow);
    boolean bNull = b.isNull(bRow);
    if (aNull || bNull) {
      return aNull == bNull ? 0 : aNull ? -1 : 1;
    }
    return switch (a.type().storage()) {
      case BYTE -> Byte.compare(a.bytes()[aRow], b.bytes()[bRow]);
      case INT -> Integer.compare(a.ints()[aRow], b.ints()[bRow]);
      case LONG -> Long.compare(a.longs()[aRow], b.longs()[bRow]);
      case FLOAT -> Float.compare(a.floats()[aRow] + 0.0f, b.floats()[bRow] + 0.0f);
      case DOUBLE -> Double.compare(a.doubles()[aRow] + 0.0d, b.doubles()[bRow] + 0.0d);
      case LONG_PAIR ->
          Decimal128.compare(a.highs()[aRow], a.longs()[aRow], b.highs()[bRow], b.longs()[bRow]);
      case BYTES ->
          Arrays.compareUnsigned(
              a.text(),
              a.offsets()[aRow],
              a.offsets()[aRow] + a.lengths()[aRow],
              b.text(),
              b.offsets()[bRow],
              b.offsets()[bRow] + b.lengths()[bRow]);
    };
  }

  /**
   * A number that never goes down where the key goes up: most searches look at it alone. 0 for a
   * key without columns.
   */
  static long head(ColumnVector[] key, int row) {
    if (key.length == 0) {
      return 0;
    }
    ColumnVector first = key[0];
    if (first.isNull(row)) {
      return Long.MIN_VALUE;
    }
    return switch (first.type().storage()) {
      case BYTE -> first.bytes()[row];
      case INT -> first.ints()[row];
      case LONG -> first.longs()[row];
      case FLOAT -> ordered(first.floats()[row] + 0.0d);
      case DOUBLE -> ordered(first.doubles()[row] + 0.0d);
      case LONG_PAIR -> first.highs()[row];
      case BYTES -> textHead(first.text(), first.offsets()[row], first.lengths()[row]);
    };
  }

  /** Whether values of a type, not counting NULL, are equal if their heads are. */
  static boolean headTells(DataType type) {
    return type.storage() != Storage.LONG_PAIR && type.storage() != Storage.BYTES;
  }

  private static long ordered(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  /** The first bytes of a text as a number of the same order; what is missing counts as zero. */
  private static long textHead(byte[] text, int offset, int length) {
    long head = 0;
    int bytes = Math.min(length, HEAD_BYTES);
    for (int i = 0; i < bytes; i++) {
      head |= (text[offset + i] & 0xFFL) << (Long.SIZE - Byte.SIZE * (i + 1));
    }
    return head ^ Long.MIN_VALUE;
  }
}
