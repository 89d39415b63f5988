package io.millrace.journal;

/**
 * The layout of a journal: Chronicle queues whose documents are these records, all numbers
 * little-endian, every array at a multiple of 8 from the record's beginning, gaps zero.
 *
 * <pre>
 * record    0 CRC-32C of all that follows  4 bytes of the record, a multiple of 4  8 sequence
 *          16 route  20 kind  24 watermark  32 event  40 source  48 its rows  56 mark  64 its rows
 *          72 payload
 * header    first of a segment, sequence is the segment's: 4 magic  4 version  4 length of the
 *           schema's text  its UTF-8
 * control   4 length  the bytes
 * batch     4 rows  4 ascending column or -1  4 flags  4 zero
 *           [KINDS] a byte a row  [BEHIND] 4 count  4 zero  count ints: rows  count longs: watermarks
 *           then each column: 4 whether bits of NULLs follow  4 zero  [64 rows a long]
 *           BOOLEAN a byte a row; 4 byte integers packed; 8 byte integers packed; REAL, DOUBLE as
 *           they are; DECIMAL of two longs: high halves packed, low halves packed; VARCHAR:
 *           4 bytes of text  4 zero  lengths packed  text
 * packed    4 width: 0, 1, 2, 4 or 8  4 kind  8 base  [STEPS] 8 first value
 *           width bytes a value: its low bytes, those above are the base's; of STEPS, by how much
 *           it is more than the value before
 * </pre>
 */
final class RecordDescriptor {
  static final int CHECKSUM = 0;
  static final int LENGTH = 4;
  static final int SEQUENCE = 8;
  static final int ROUTE = 16;
  static final int KIND = 20;
  static final int WATERMARK = 24;
  static final int EVENT = 32;
  static final int SOURCE = 40;
  static final int SOURCE_ROWS = 48;
  static final int MARK = 56;
  static final int MARK_ROWS = 64;
  static final int PAYLOAD = 72;

  static final int HEADER = 1;
  static final int BATCH = 2;
  static final int CONTROL = 3;

  static final int MAGIC = 0x4d52_4a4c;
  static final int VERSION = 2;

  static final int KINDS = 1;
  static final int BEHIND = 2;

  /** Bytes of a record at most: a document must fit behind a mapped block. */
  static final int MOST_BYTES = 48 << 20;

  private RecordDescriptor() {}
}
