package io.millrace.journal;

import java.nio.ByteBuffer;

/** Writes and reads the fixed part of a record. */
final class RecordHeader {
  private RecordHeader() {}

  /** Begins a record; the payload follows. */
  static void put(RecordBuffer out, JournalEntry entry, int kind) {
    ByteBuffer bytes = out.bytes();
    bytes.putLong(RecordDescriptor.SEQUENCE, entry.sequence());
    bytes.putInt(RecordDescriptor.ROUTE, entry.route());
    bytes.putInt(RecordDescriptor.KIND, kind);
    bytes.putLong(RecordDescriptor.WATERMARK, entry.watermarkNs());
    bytes.putLong(RecordDescriptor.EVENT, entry.event());
    bytes.putLong(RecordDescriptor.SOURCE, entry.source());
    bytes.putLong(RecordDescriptor.SOURCE_ROWS, entry.sourceRows());
    bytes.putLong(RecordDescriptor.MARK, entry.mark());
    bytes.putLong(RecordDescriptor.MARK_ROWS, entry.markRows());
    out.at(RecordDescriptor.PAYLOAD);
  }

  static void get(RecordBuffer in, JournalEntry entry) {
    ByteBuffer bytes = in.bytes();
    entry
        .set(
            bytes.getLong(RecordDescriptor.SEQUENCE),
            bytes.getInt(RecordDescriptor.ROUTE),
            bytes.getLong(RecordDescriptor.WATERMARK))
        .event(bytes.getLong(RecordDescriptor.EVENT))
        .source(bytes.getLong(RecordDescriptor.SOURCE), bytes.getLong(RecordDescriptor.SOURCE_ROWS))
        .mark(bytes.getLong(RecordDescriptor.MARK), bytes.getLong(RecordDescriptor.MARK_ROWS));
  }

  static int kind(RecordBuffer in) {
    return in.bytes().getInt(RecordDescriptor.KIND);
  }

  static long sequence(RecordBuffer in) {
    return in.bytes().getLong(RecordDescriptor.SEQUENCE);
  }
}
