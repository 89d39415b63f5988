package io.millrace.store;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.type.Schema;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Rows as the bytes of {@link RowFileDescriptor}, and back. Immutable. */
final class RowCodec {
  private static final int CANONICAL_FLOAT_NAN = 0x7fc00000;

  private final int[] keyColumns;
  private final int[] valueColumns;

  RowCodec(Schema schema, int[] keyColumns) {
    this.keyColumns = keyColumns.clone();
    this.valueColumns =
        IntStream.range(0, schema.size())
            .filter(column -> Arrays.stream(keyColumns).noneMatch(key -> key == column))
            .toArray();
  }

  /** Bytes that a key and a value take, if a text takes so many. */
  static int averageBytes(Schema schema, int textBytes) {
    int bytes = 1 + RowFileDescriptor.CHECKSUM_BYTES;
    for (int i = 0; i < schema.size(); i++) {
      bytes +=
          1
              + switch (schema.type(i).storage()) {
                case BYTE -> Byte.BYTES;
                case INT, FLOAT -> Integer.BYTES;
                case LONG, DOUBLE -> Long.BYTES;
                case LONG_PAIR -> 2 * Long.BYTES;
                case BYTES -> Integer.BYTES + textBytes;
              };
    }
    return bytes;
  }

  /** The key of a row whose key columns these are, in their order. */
  static void encodeKey(ColumnVector[] keys, int row, EncodedBytes to) {
    to.clear().putByte(RowFileDescriptor.ROW);
    for (ColumnVector key : keys) {
      if (key.isNull(row)) {
        to.putByte(RowFileDescriptor.NULL);
      } else {
        to.putByte(RowFileDescriptor.VALUE);
        switch (key.type().storage()) {
          case FLOAT -> to.putInt(canonical(key.floats()[row]));
          case DOUBLE -> to.putLong(Double.doubleToLongBits(key.doubles()[row] + 0.0d));
          default -> encodeValue(key, row, to);
        }
      }
    }
  }

  private static int canonical(float value) {
    return Float.isNaN(value) ? CANONICAL_FLOAT_NAN : Float.floatToRawIntBits(value + 0.0f);
  }

  /** The value of a row, of which these are all columns. */
  void encodeValue(ColumnVector[] columns, int row, EncodedBytes key, EncodedBytes to) {
    to.clear().putInt(0);
    for (int index : valueColumns) {
      ColumnVector column = columns[index];
      if (column.isNull(row)) {
        to.putByte(RowFileDescriptor.NULL);
      } else {
        encodeValue(column, row, to.putByte(RowFileDescriptor.VALUE));
      }
    }
    to.seal(key);
  }

  private static void encodeValue(ColumnVector column, int row, EncodedBytes to) {
    switch (column.type().storage()) {
      case BYTE -> to.putByte(column.bytes()[row]);
      case INT -> to.putInt(column.ints()[row]);
      case LONG -> to.putLong(column.longs()[row]);
      case FLOAT -> to.putInt(Float.floatToRawIntBits(column.floats()[row]));
      case DOUBLE -> to.putLong(Double.doubleToRawLongBits(column.doubles()[row]));
      case LONG_PAIR -> to.putLong(column.longs()[row]).putLong(column.highs()[row]);
      case BYTES -> {
        int length = column.lengths()[row];
        to.putInt(length).putBytes(column.text(), column.offsets()[row], length);
      }
    }
  }

  /** Appends the row of a key and an unsealed value to a batch that has room. */
  void decode(EncodedBytes key, EncodedBytes value, RecordBatch to) {
    int row = to.rowCount();
    key.position(1);
    for (int column : keyColumns) {
      decode(key, to.column(column), row);
    }
    for (int column : valueColumns) {
      decode(value, to.column(column), row);
    }
    to.rowCount(row + 1);
  }

  private static void decode(EncodedBytes from, ColumnVector to, int row) {
    if (from.getByte() == RowFileDescriptor.NULL) {
      to.setNull(row);
      return;
    }
    switch (to.type().storage()) {
      case BYTE -> to.bytes()[row] = from.getByte();
      case INT -> to.ints()[row] = from.getInt();
      case LONG -> to.longs()[row] = from.getLong();
      case FLOAT -> to.floats()[row] = Float.intBitsToFloat(from.getInt());
      case DOUBLE -> to.doubles()[row] = Double.longBitsToDouble(from.getLong());
      case LONG_PAIR -> {
        to.longs()[row] = from.getLong();
        to.highs()[row] = from.getLong();
      }
      case BYTES -> {
        int length = from.getInt();
        to.setVarchar(row, from.array(), from.skip(length), length);
      }
    }
  }
}
