package io.millrace.filter;

import io.millrace.batch.ColumnVector;
import io.millrace.type.Storage;

/**
 * Numbers as longs of the same order. Zeros of either sign are one number, and NaN is larger than
 * all others.
 */
final class OrderedKey {
  private OrderedKey() {}

  /** Of a value of a parameter. */
  static long of(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return of(((Number) value).doubleValue());
    }
    return ((Number) value).longValue();
  }

  /** Of a value in a column. */
  static long of(Storage storage, ColumnVector column, int row) {
    return switch (storage) {
      case INT -> column.ints()[row];
      case LONG -> column.longs()[row];
      case FLOAT -> of(column.floats()[row]);
      case DOUBLE -> of(column.doubles()[row]);
      default -> throw new IllegalArgumentException("no number: storage=" + storage);
    };
  }

  private static long of(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits ^ bits >> Long.SIZE - 1 & Long.MAX_VALUE;
  }
}
