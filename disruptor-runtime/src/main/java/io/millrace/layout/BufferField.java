package io.millrace.layout;

import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Where the value of a column lies in each row of a buffer. There is no NULL: a column that is NULL
 * in all rows has no field.
 *
 * @param column name of the column, case ignored
 * @param offset bytes from the start of the row
 * @param type how the value lies there
 * @param bytes bytes that it takes
 * @param order order of the bytes; of no meaning for a text
 * @param padding what fills a text up at its end; of no meaning for numbers
 */
public record BufferField(
    String column, int offset, BufferType type, int bytes, ByteOrder order, byte padding) {
  /** Checks that the parts are there and that the length is one. */
  public BufferField {
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(order, "order");
    if (offset < 0 || bytes < 1 || (type.bytes() != 0 && bytes != type.bytes())) {
      throw new IllegalArgumentException(
          "not a place in a row: column="
              + column
              + ", offset="
              + offset
              + ", bytes="
              + bytes
              + ", type="
              + type
              + "; offset must be at least 0, and bytes those of the type, or of a text at least 1");
    }
  }

  /** A number in the usual order of today's processors, the lowest byte first. */
  public static BufferField of(String column, int offset, BufferType type) {
    return of(column, offset, type, ByteOrder.LITTLE_ENDIAN);
  }

  /** A number. */
  public static BufferField of(String column, int offset, BufferType type, ByteOrder order) {
    return new BufferField(column, offset, type, type.bytes(), order, (byte) 0);
  }

  /** A text in UTF-8 of at most {@code bytes} bytes, filled up with {@code padding} at its end. */
  public static BufferField text(String column, int offset, int bytes, char padding) {
    if (padding > Byte.MAX_VALUE) {
      throw new IllegalArgumentException(
          "padding is not ASCII: column="
              + column
              + ", code="
              + (int) padding
              + "; pad with blanks or zeros");
    }
    return new BufferField(
        column, offset, BufferType.TEXT, bytes, ByteOrder.LITTLE_ENDIAN, (byte) padding);
  }

  /** Index behind the last byte in a row. */
  long end() {
    return (long) offset + bytes;
  }
}
