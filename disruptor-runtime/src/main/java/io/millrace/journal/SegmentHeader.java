package io.millrace.journal;

import io.millrace.type.Schema;
import java.nio.charset.StandardCharsets;

/** The first record of a segment: what its records are made of. */
final class SegmentHeader {
  private SegmentHeader() {}

  static int put(RecordBuffer out, Schema schema, long firstSequence) {
    byte[] text = schema.toString().getBytes(StandardCharsets.UTF_8);
    out.reset(RecordDescriptor.PAYLOAD + 16L + text.length);
    RecordHeader.put(out, new JournalEntry().set(firstSequence, 0, 0), RecordDescriptor.HEADER);
    out.putInt(RecordDescriptor.MAGIC);
    out.putInt(RecordDescriptor.VERSION);
    out.putInt(text.length);
    out.putBytes(text, 0, text.length);
    return out.seal();
  }

  /**
   * Checks that a record is the header of a segment of such records.
   *
   * @param schema their columns; null if they may be any
   * @throws JournalException if it is one of other columns or another version
   * @return false if it is no header of the segment
   */
  static boolean check(RecordBuffer in, Schema schema, long firstSequence, Object segment) {
    if (RecordHeader.kind(in) != RecordDescriptor.HEADER
        || RecordHeader.sequence(in) != firstSequence) {
      return false;
    }
    in.at(RecordDescriptor.PAYLOAD);
    int magic = in.getInt();
    int version = in.getInt();
    byte[] text = new byte[in.bytes().limit() - in.at() - Integer.BYTES];
    int length = in.getInt();
    in.getBytes(in.skip(length), text, 0, length);
    String columns = new String(text, 0, length, StandardCharsets.UTF_8);
    if (magic != RecordDescriptor.MAGIC || version != RecordDescriptor.VERSION) {
      throw new JournalException(
          "journal of another version: segment="
              + segment
              + ", version="
              + version
              + ", known="
              + RecordDescriptor.VERSION
              + "; read it with the version of Millrace that wrote it");
    }
    if (schema != null && !columns.equals(schema.toString())) {
      throw new JournalException(
          "journal has other columns: segment="
              + segment
              + ", has="
              + columns
              + ", expected="
              + schema
              + "; declare the stream as it was, or begin without the journal");
    }
    return true;
  }
}
