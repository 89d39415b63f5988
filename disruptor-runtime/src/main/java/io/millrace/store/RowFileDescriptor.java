package io.millrace.store;

/**
 * The layout of a row file: a persisted Chronicle Map of bytes to bytes, in which all numbers are
 * little-endian.
 *
 * <pre>
 * key     of a row       1, then each key column
 *         of the header  0 'H' i        piece i of it, from 0
 *         of progress    0 'P' 0|1      written in turns, the greater number counts
 * value   CRC-32C of the key and what follows, 4 bytes, then
 *         of a row       each column that is no key column
 *         of the header  4 bytes of its whole length, then the bytes of this piece
 *         of progress    number, generation, sequence, open sequence, rows, bytes: 8 each; 1 lost
 * column  0 for NULL; else 1 and the value: BOOLEAN 1 byte; INTEGER, DATE, REAL 4; DECIMAL of more
 *         than 18 digits 16, low half first; VARCHAR 4 for the length, then UTF-8; all others 8
 * </pre>
 *
 * In a key every NaN is the same one and -0.0 is 0.0. The header holds magic number and version of
 * this layout, the table's name and query, the columns and which of them are the key, and the sizes
 * that the file was made for.
 */
final class RowFileDescriptor {
  static final int MAGIC = 0x4d52_5442;
  static final int VERSION = 1;
  static final byte META = 0;
  static final byte ROW = 1;
  static final byte HEADER = 'H';
  static final byte PROGRESS = 'P';
  static final byte NULL = 0;
  static final byte VALUE = 1;
  static final int CHECKSUM_BYTES = 4;

  private RowFileDescriptor() {}
}
