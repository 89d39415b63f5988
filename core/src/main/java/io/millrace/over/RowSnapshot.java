package io.millrace.over;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;

/** One row of a batch as a sequence of longs and bytes. */
public final class RowSnapshot {
  private RowSnapshot() {}

  /** Writes a row. */
  public static void write(RecordBatch batch, int row, SnapshotWriter writer) {
    for (int i = 0; i < batch.schema().size(); i++) {
      ColumnVector column = batch.column(i);
      writer.putLong(column.isNull(row) ? 1 : 0);
      if (!column.isNull(row)) {
        writeValue(column, row, writer);
      }
    }
  }

  private static void writeValue(ColumnVector column, int row, SnapshotWriter writer) {
    switch (column.type().storage()) {
      case BYTE -> writer.putLong(column.bytes()[row]);
      case INT -> writer.putLong(column.ints()[row]);
      case LONG -> writer.putLong(column.longs()[row]);
      case FLOAT -> writer.putLong(Float.floatToRawIntBits(column.floats()[row]));
      case DOUBLE -> writer.putLong(Double.doubleToRawLongBits(column.doubles()[row]));
      case LONG_PAIR -> {
        writer.putLong(column.highs()[row]);
        writer.putLong(column.longs()[row]);
      }
      case BYTES -> {
        writer.putLong(column.lengths()[row]);
        writer.putBytes(column.text(), column.offsets()[row], column.lengths()[row]);
      }
    }
  }

  /** Appends a row that was written. */
  public static void read(RecordBatch batch, SnapshotReader reader) {
    int row = batch.rowCount();
    for (int i = 0; i < batch.schema().size(); i++) {
      if (reader.getLong() == 1) {
        batch.column(i).setNull(row);
      } else {
        readValue(batch.column(i), row, reader);
      }
    }
    batch.rowCount(row + 1);
  }

  private static void readValue(ColumnVector column, int row, SnapshotReader reader) {
    switch (column.type().storage()) {
      case BYTE -> column.bytes()[row] = (byte) reader.getLong();
      case INT -> column.ints()[row] = (int) reader.getLong();
      case LONG -> column.longs()[row] = reader.getLong();
      case FLOAT -> column.floats()[row] = Float.intBitsToFloat((int) reader.getLong());
      case DOUBLE -> column.doubles()[row] = Double.longBitsToDouble(reader.getLong());
      case LONG_PAIR -> {
        column.highs()[row] = reader.getLong();
        column.longs()[row] = reader.getLong();
      }
      case BYTES -> {
        long length = reader.getLong();
        if (length < 0 || length > Integer.MAX_VALUE / 2) {
          throw new IllegalStateException(
              "damaged state of waiting rows: textBytes=" + length + "; restore an older one");
        }
        byte[] text = new byte[(int) length];
        reader.getBytes(text, 0, text.length);
        column.setVarchar(row, text, 0, text.length);
      }
    }
  }
}
