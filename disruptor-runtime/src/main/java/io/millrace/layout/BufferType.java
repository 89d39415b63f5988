package io.millrace.layout;

import io.millrace.type.DataType;
import io.millrace.type.Storage;
import io.millrace.type.TypeKind;

/** How a value lies in a row of a buffer. */
public enum BufferType {
  /** 8-bit signed integer; of a BOOLEAN, true unless 0. */
  INT8(Byte.BYTES),
  /** 16-bit signed integer. */
  INT16(Short.BYTES),
  /** 32-bit signed integer. */
  INT32(Integer.BYTES),
  /** 64-bit signed integer. */
  INT64(Long.BYTES),
  /** 32-bit IEEE 754 number. */
  FLOAT32(Float.BYTES),
  /** 64-bit IEEE 754 number. */
  FLOAT64(Double.BYTES),
  /** UTF-8 bytes, padded at the end to a length of its own. */
  TEXT(0);

  private final int bytes;

  BufferType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes that a value takes; 0 of a text, whose field says so. */
  public int bytes() {
    return bytes;
  }

  /**
   * Whether every value can go into such a column, but for the range that a DECIMAL or TIME has.
   */
  boolean fits(DataType column) {
    return switch (column.storage()) {
      case BYTE -> this == INT8;
      case INT -> column.kind() == TypeKind.DATE ? this == INT32 : isInteger() && this != INT64;
      case LONG -> isExact(column.kind()) ? isInteger() : this == INT64;
      case FLOAT -> this == FLOAT32;
      case DOUBLE -> this == FLOAT32 || this == FLOAT64;
      case BYTES -> this == TEXT;
      case LONG_PAIR -> false;
    };
  }

  /** The names of all types that fit. */
  static String fitting(DataType column) {
    if (column.storage() == Storage.LONG_PAIR) {
      return "no field; declare a DECIMAL of at most "
          + DataType.MAX_LONG_DECIMAL_PRECISION
          + " digits";
    }
    StringBuilder names = new StringBuilder();
    for (BufferType type : values()) {
      if (type.fits(column)) {
        names.append(names.isEmpty() ? "" : " or ").append(type);
      }
    }
    return names.toString();
  }

  private static boolean isExact(TypeKind kind) {
    return kind == TypeKind.BIGINT || kind == TypeKind.DECIMAL;
  }

  private boolean isInteger() {
    return ordinal() <= INT64.ordinal();
  }
}
