package io.millrace.perf.scenario;

/**
 * Count and order-independent fingerprint of answer rows, so that answers of contenders that put
 * rows out in different orders can be compared. One thread; answers of several threads are added up
 * with {@link #add(Answer)}.
 */
public final class Answer {
  private static final long FIRST = 0x9E3779B97F4A7C15L;
  private static final long SECOND = 0xC2B2AE3D27D4EB4FL;
  private static final long THIRD = 0xD6E8FEB86659FD93L;

  private long rows;
  private long fingerprint;

  /** No rows. */
  public Answer() {}

  /** Adds one answer row; amounts in cents, times in nanoseconds. */
  public void add(long first, long second, long third) {
    long mixed = first * FIRST;
    mixed = (mixed ^ mixed >>> 29) + second * SECOND;
    mixed = (mixed ^ mixed >>> 31) * THIRD + third;
    mixed = (mixed ^ mixed >>> 30) * FIRST;
    rows++;
    fingerprint += mixed ^ mixed >>> 32;
  }

  /** Adds the rows of another answer. */
  public void add(Answer other) {
    rows += other.rows;
    fingerprint += other.fingerprint;
  }

  /** Number of rows. */
  public long rows() {
    return rows;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Answer answer
        && rows == answer.rows
        && fingerprint == answer.fingerprint;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(fingerprint + rows);
  }

  @Override
  public String toString() {
    return rows + " rows, fingerprint " + Long.toHexString(fingerprint);
  }
}
