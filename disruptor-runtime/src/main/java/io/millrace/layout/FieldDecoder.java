package io.millrace.layout;

import io.millrace.batch.ColumnVector;
import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Decodes one field of many rows into its column: the type is looked at once for all of them. */
final class FieldDecoder {
  private static final long NANOS_OF_DAY = 86_400_000_000_000L;

  private final BufferField field;
  private final int column;
  private final int rowBytes;
  private final DataType type;
  private final long least;
  private final long greatest;

  FieldDecoder(BufferField field, int column, int rowBytes, DataType type) {
    this.field = field;
    this.column = column;
    this.rowBytes = rowBytes;
    this.type = type;
    if (type.kind() == TypeKind.DECIMAL) {
      long bound = 1;
      for (int i = 0; i < type.precision(); i++) {
        bound *= 10;
      }
      this.least = 1 - bound;
      this.greatest = bound - 1;
    } else {
      boolean isTime = type.kind() == TypeKind.TIME;
      this.least = isTime ? 0 : Long.MIN_VALUE;
      this.greatest = isTime ? NANOS_OF_DAY - 1 : Long.MAX_VALUE;
    }
  }

  int column() {
    return column;
  }

  /** Checks the values where not all that the field can hold are values of the column. */
  void check(DirectBuffer buffer, int offset, int rows) {
    if (least == Long.MIN_VALUE) {
      return;
    }
    int at = offset + field.offset();
    for (int i = 0; i < rows; i++, at += rowBytes) {
      long value = integer(buffer, at, field.type(), field.order());
      if (value < least || value > greatest) {
        throw new IllegalArgumentException(
            "value does not fit its column: column="
                + field.column()
                + ", row="
                + i
                + ", value="
                + value
                + ", type="
                + type
                + "; no row was accepted, use a wider type or correct the value");
      }
    }
  }

  void decode(DirectBuffer buffer, int offset, int rows, ColumnVector target, int row) {
    int at = offset + field.offset();
    switch (type.storage()) {
      case BYTE -> booleans(buffer, at, target.bytes(), row, rows);
      case INT -> ints(buffer, at, target.ints(), row, rows);
      case LONG -> longs(buffer, at, target.longs(), row, rows);
      case FLOAT -> floats(buffer, at, target.floats(), row, rows);
      case DOUBLE -> doubles(buffer, at, target.doubles(), row, rows);
      case BYTES -> texts(buffer, at, target, row, rows);
      case LONG_PAIR -> throw new AssertionError(type);
    }
  }

  private void booleans(DirectBuffer buffer, int from, byte[] target, int row, int rows) {
    int at = from;
    for (int i = 0; i < rows; i++, at += rowBytes) {
      target[row + i] = (byte) (buffer.getByte(at) == 0 ? 0 : 1);
    }
  }

  private void ints(DirectBuffer buffer, int from, int[] target, int row, int rows) {
    BufferType from8To32 = field.type();
    ByteOrder order = field.order();
    int at = from;
    for (int i = 0; i < rows; i++, at += rowBytes) {
      target[row + i] = (int) integer(buffer, at, from8To32, order);
    }
  }

  private void longs(DirectBuffer buffer, int from, long[] target, int row, int rows) {
    BufferType from8To64 = field.type();
    ByteOrder order = field.order();
    int at = from;
    for (int i = 0; i < rows; i++, at += rowBytes) {
      target[row + i] = integer(buffer, at, from8To64, order);
    }
  }

  private static long integer(DirectBuffer buffer, int at, BufferType type, ByteOrder order) {
    return switch (type) {
      case INT8 -> buffer.getByte(at);
      case INT16 -> buffer.getShort(at, order);
      case INT32 -> buffer.getInt(at, order);
      default -> buffer.getLong(at, order);
    };
  }

  private void floats(DirectBuffer buffer, int from, float[] target, int row, int rows) {
    int at = from;
    for (int i = 0; i < rows; i++, at += rowBytes) {
      target[row + i] = buffer.getFloat(at, field.order());
    }
  }

  private void doubles(DirectBuffer buffer, int from, double[] target, int row, int rows) {
    boolean isWide = field.type() == BufferType.FLOAT64;
    ByteOrder order = field.order();
    int at = from;
    for (int i = 0; i < rows; i++, at += rowBytes) {
      target[row + i] = isWide ? buffer.getDouble(at, order) : buffer.getFloat(at, order);
    }
  }

  private void texts(DirectBuffer buffer, int from, ColumnVector target, int row, int rows) {
    int at = from;
    for (int i = 0; i < rows; i++, at += rowBytes) {
      int start = target.reserveText(field.bytes());
      byte[] text = target.text();
      buffer.getBytes(at, text, start, field.bytes());
      int length = field.bytes();
      while (length > 0 && text[start + length - 1] == field.padding()) {
        length--;
      }
      target.setReserved(row + i, length);
    }
  }

  @Override
  public String toString() {
    return field.column() + " " + field.type() + " at " + field.offset();
  }
}
