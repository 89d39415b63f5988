package io.millrace.journal;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.type.Schema;

/**
 * Reads rows of a record that {@link BatchEncoder} wrote into a batch. What is not as that writes
 * it ends with an {@link IndexOutOfBoundsException}; nothing is allocated by a length before the
 * record is seen to hold as many bytes. One thread.
 */
final class BatchDecoder {
  private final NarrowValues narrow = new NarrowValues();
  private final PackedLongs packedLongs = new PackedLongs(narrow);
  private final PackedInts packedInts = new PackedInts(narrow);
  private final Schema schema;
  private int[] before = {};

  BatchDecoder(Schema schema) {
    this.schema = schema;
  }

  static int rowCount(RecordBuffer in) {
    return in.bytes().getInt(RecordDescriptor.PAYLOAD);
  }

  /** Makes rows from {@code from} on the only ones of a batch that has room for them. */
  void decode(RecordBuffer in, RecordBatch into, int from, int count) {
    into.clear();
    in.at(RecordDescriptor.PAYLOAD);
    int rows = in.getInt();
    int ascending = in.getInt();
    int flags = in.getInt();
    in.getInt();
    if (from < 0 || count < 0 || from > rows - count || ascending >= schema.size()) {
      throw new IndexOutOfBoundsException(
          "no such rows: from=" + from + ", count=" + count + ", rows=" + rows);
    }
    into.rowCount(count);
    if ((flags & RecordDescriptor.KINDS) != 0) {
      int at = in.skip(rows);
      in.alignRead();
      in.getBytes(at + from, into.kinds(), 0, count);
    }
    if ((flags & RecordDescriptor.BEHIND) != 0) {
      decodeBehind(in, into, from, count);
    }
    for (int i = 0; i < schema.size(); i++) {
      decode(in, rows, into.column(i), from, count);
    }
    if (ascending >= 0) {
      into.markAscending(ascending);
    }
  }

  private static void decodeBehind(RecordBuffer in, RecordBatch into, int from, int count) {
    int behind = (int) in.getLong();
    int rowsAt = in.skip((long) behind * Integer.BYTES);
    in.alignRead();
    int watermarksAt = in.skip((long) behind * Long.BYTES);
    for (int i = 0; i < behind; i++) {
      int row = in.bytes().getInt(rowsAt + i * Integer.BYTES) - from;
      if (row >= 0 && row < count) {
        into.markBehind(row, in.bytes().getLong(watermarksAt + i * Long.BYTES));
      }
    }
  }

  private void decode(RecordBuffer in, int rows, ColumnVector into, int from, int count) {
    boolean nulls = (int) in.getLong() != 0;
    if (nulls) {
      decodeNulls(in, rows, into, from, count);
    }
    switch (into.type().storage()) {
      case BYTE -> {
        in.getBytes(in.skip(rows) + from, into.bytes(), 0, count);
        in.alignRead();
      }
      case INT -> packedInts.get(in, rows, into.ints(), from, count);
      case LONG -> packedLongs.get(in, rows, into.longs(), from, count);
      case FLOAT -> {
        in.getFloats(in.skip((long) rows * Float.BYTES) + from * 4, into.floats(), count);
        in.alignRead();
      }
      case DOUBLE ->
          in.getDoubles(in.skip((long) rows * Double.BYTES) + from * 8, into.doubles(), count);
      case LONG_PAIR -> {
        packedLongs.get(in, rows, into.highs(), from, count);
        packedLongs.get(in, rows, into.longs(), from, count);
      }
      case BYTES -> decodeTexts(in, rows, into, from, count);
    }
  }

  private static void decodeNulls(
      RecordBuffer in, int rows, ColumnVector into, int from, int count) {
    int at = in.skip(((long) rows + 63 >>> 6) * Long.BYTES);
    if (into.nullBits() == null) {
      throw new IndexOutOfBoundsException("NULL in a column that has none");
    }
    for (int row = from; row < from + count; row++) {
      if ((in.bytes().getLong(at + (row >>> 6) * Long.BYTES) & (1L << row)) != 0) {
        into.setNull(row - from);
      }
    }
  }

  private void decodeTexts(RecordBuffer in, int rows, ColumnVector into, int from, int count) {
    int textBytes = (int) in.getLong();
    int packedAt = in.at();
    long before = sumBefore(in, rows, from);
    in.at(packedAt);
    packedInts.get(in, rows, into.lengths(), from, count);
    long bytes = sum(into.lengths(), count);
    int textAt = in.skip(textBytes);
    in.alignRead();
    if (before + bytes > textBytes) {
      throw new IndexOutOfBoundsException("texts end behind the text: bytes=" + textBytes);
    }
    int start = into.reserveText((int) bytes);
    in.getBytes(textAt + (int) before, into.text(), start, (int) bytes);
    for (int i = 0; i < count; i++) {
      into.setReserved(i, into.lengths()[i]);
    }
  }

  /**
   * Bytes of the texts of the first rows, read into arrays that are no longer than what is read.
   */
  private long sumBefore(RecordBuffer in, int rows, int from) {
    if (from == 0) {
      return 0;
    }
    int packedAt = in.at();
    int width = in.getInt();
    in.at(packedAt);
    if (width == 0) {
      return Math.multiplyExact(in.bytes().getLong(packedAt + Long.BYTES), (long) from);
    }
    if (before.length < from) {
      in.bytes().get(packedAt + from);
      before = new int[from];
    }
    packedInts.get(in, rows, before, 0, from);
    return sum(before, from);
  }

  private static long sum(int[] lengths, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      if (lengths[i] < 0) {
        throw new IndexOutOfBoundsException("negative length: length=" + lengths[i]);
      }
      sum += lengths[i];
    }
    return sum;
  }
}
