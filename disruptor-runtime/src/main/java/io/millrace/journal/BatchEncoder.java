package io.millrace.journal;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.type.Schema;
import java.util.Arrays;

/**
 * Writes the rows of a batch into a record, column by column, as {@link RecordDescriptor} has it.
 * What no row needs is left out: NULL bits, kinds, arrival watermarks, high bytes that are equal.
 * Allocates nothing once its buffers are large enough. One thread.
 */
final class BatchEncoder {
  private static final int MOST_FIXED_BYTES_A_COLUMN = 96;

  private final NarrowValues narrow = new NarrowValues();
  private final PackedInts packedInts = new PackedInts(narrow);
  private final Schema schema;

  /** Two for each column: of its longs, and of the high halves if it has any. */
  private final LongPacker[] packers;

  private int[] lengths = {};

  /** Kinds of a batch of which every row is a new one: zeros. */
  private byte[] inserts = {};

  BatchEncoder(Schema schema) {
    this.schema = schema;
    this.packers = new LongPacker[2 * schema.size()];
    Arrays.setAll(packers, i -> new LongPacker(narrow));
  }

  /** Bytes that the payload takes at most. */
  long mostBytes(RecordBatch batch) {
    long rows = batch.rowCount();
    long most = 64 + rows * (1 + Integer.BYTES + Long.BYTES);
    for (int i = 0; i < schema.size(); i++) {
      most += MOST_FIXED_BYTES_A_COLUMN + rows / 8 + rows * schema.type(i).storage().fixedBytes();
      if (batch.column(i).offsets() != null) {
        most += batch.column(i).textBytes();
      }
    }
    return most;
  }

  /** Appends to a record in which there is room for {@link #mostBytes}. */
  void encode(RecordBatch batch, RecordBuffer out) {
    int rows = batch.rowCount();
    boolean kinds = hasKinds(batch.kinds(), rows);
    boolean behind = batch.hasRowsBehind();
    out.putInt(rows);
    out.putInt(ascendingColumn(batch));
    out.putInt((kinds ? RecordDescriptor.KINDS : 0) | (behind ? RecordDescriptor.BEHIND : 0));
    out.putInt(0);
    if (kinds) {
      out.putBytes(batch.kinds(), 0, rows);
      out.padTo(Long.BYTES);
    }
    if (behind) {
      encodeBehind(batch, rows, out);
    }
    for (int i = 0; i < schema.size(); i++) {
      encode(i, batch.column(i), rows, out);
    }
  }

  private boolean hasKinds(byte[] kinds, int rows) {
    if (inserts.length < rows) {
      inserts = new byte[kinds.length];
    }
    return !Arrays.equals(kinds, 0, rows, inserts, 0, rows);
  }

  private int ascendingColumn(RecordBatch batch) {
    for (int i = 0; i < schema.size(); i++) {
      if (batch.isAscending(i)) {
        return i;
      }
    }
    return -1;
  }

  private static void encodeBehind(RecordBatch batch, int rows, RecordBuffer out) {
    int countAt = out.at();
    out.putLong(0);
    int count = 0;
    for (int i = 0; i < rows; i++) {
      if (batch.arrivalWatermark(i) != RecordBatch.NOT_BEHIND) {
        out.putInt(i);
        count++;
      }
    }
    out.bytes().putInt(countAt, count);
    out.padTo(Long.BYTES);
    for (int i = 0; i < rows; i++) {
      if (batch.arrivalWatermark(i) != RecordBatch.NOT_BEHIND) {
        out.putLong(batch.arrivalWatermark(i));
      }
    }
  }

  private void encode(int index, ColumnVector column, int rows, RecordBuffer out) {
    boolean nulls = column.hasNull(rows);
    out.putInt(nulls ? 1 : 0);
    out.putInt(0);
    if (nulls) {
      out.putLongs(column.nullBits(), (rows + 63) >>> 6);
    }
    switch (column.type().storage()) {
      case BYTE -> {
        out.putBytes(column.bytes(), 0, rows);
        out.padTo(Long.BYTES);
      }
      case INT -> packedInts.put(out, column.ints(), rows);
      case LONG -> packers[2 * index].put(out, column.longs(), rows);
      case FLOAT -> {
        out.putFloats(column.floats(), rows);
        out.padTo(Long.BYTES);
      }
      case DOUBLE -> out.putDoubles(column.doubles(), rows);
      case LONG_PAIR -> {
        packers[2 * index + 1].put(out, column.highs(), rows);
        packers[2 * index].put(out, column.longs(), rows);
      }
      case BYTES -> encodeTexts(column, rows, nulls, out);
    }
  }

  private void encodeTexts(ColumnVector column, int rows, boolean nulls, RecordBuffer out) {
    int[] of = nulls ? lengthsWithoutNulls(column, rows) : column.lengths();
    int[] offsets = column.offsets();
    int bytesAt = out.at();
    out.putLong(0);
    packedInts.put(out, of, rows);
    int begin = out.at();
    for (int row = 0; row < rows; ) {
      if (of[row] == 0) {
        row++;
        continue;
      }
      int from = offsets[row];
      int end = from;
      while (row < rows && (of[row] == 0 || offsets[row] == end)) {
        end += of[row];
        row++;
      }
      out.putBytes(column.text(), from, end - from);
    }
    out.bytes().putInt(bytesAt, out.at() - begin);
    out.padTo(Long.BYTES);
  }

  /** What lies under a NULL may be anything. */
  private int[] lengthsWithoutNulls(ColumnVector column, int rows) {
    if (lengths.length < rows) {
      lengths = new int[Math.max(rows, column.lengths().length)];
    }
    for (int i = 0; i < rows; i++) {
      lengths[i] = column.isNull(i) ? 0 : column.lengths()[i];
    }
    return lengths;
  }
}
