package io.millrace.type;

/** How the values of a type lie in memory: one primitive array a column, one value a row. */
public enum Storage {
  /** One byte, 0 or 1. */
  BYTE(1),
  /** One int. */
  INT(4),
  /** One long. */
  LONG(8),
  /** One float. */
  FLOAT(4),
  /** One double. */
  DOUBLE(8),
  /** Two longs, the high and the low half of a two's complement number of 128 bits. */
  LONG_PAIR(16),
  /** A range of UTF-8 bytes: offset and length as ints, the bytes aside. */
  BYTES(8);

  private final int fixedBytes;

  Storage(int fixedBytes) {
    this.fixedBytes = fixedBytes;
  }

  /**
   * Bytes that one row takes in the fixed part of a column, text itself and NULL bits not counted.
   */
  public int fixedBytes() {
    return fixedBytes;
  }
}
