package io.millrace.connector.file;

/**
 * A position in a file behind some of its lines, as one number: 44 bits of offset in bytes, 16 bits
 * that the eight bytes before it give, by which a changed file is found out, and one that says
 * whether any line before it was malformed.
 */
final class FileMark {
  /** The beginning of the file, and any position that cannot be marked. */
  static final long NONE = 0;

  private static final int OFFSET_BITS = 44;
  private static final int CHECK_BITS = 16;
  private static final long MOST_OFFSET = (1L << OFFSET_BITS) - 1;
  private static final long REJECTED = 1L << OFFSET_BITS + CHECK_BITS;
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private FileMark() {}

  /**
   * A mark.
   *
   * @param offset bytes before it; a file of 16 TiB and more has no marks behind that
   * @param before the eight bytes before it, zeros where there are fewer
   * @param rejected whether any line before it was malformed
   */
  static long of(long offset, long before, boolean rejected) {
    if (offset == 0 || offset > MOST_OFFSET) {
      return NONE;
    }
    return offset | check(before) << OFFSET_BITS | (rejected ? REJECTED : 0);
  }

  private static long check(long before) {
    return before * SPREAD >>> Long.SIZE - CHECK_BITS;
  }

  /** Bytes before the mark. */
  static long offset(long mark) {
    return mark & MOST_OFFSET;
  }

  /** Whether any line before the mark was malformed. */
  static boolean hasRejected(long mark) {
    return (mark & REJECTED) != 0;
  }

  /** Whether these can be the eight bytes that stood before it. */
  static boolean fits(long mark, long before) {
    return (mark >>> OFFSET_BITS & (1L << CHECK_BITS) - 1) == check(before);
  }
}
