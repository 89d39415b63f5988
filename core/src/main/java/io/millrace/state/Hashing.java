package io.millrace.state;

/**
 * 64-bit hashes of keys, the same in routers and group tables: the top bits pick the key group, and
 * they and the bits below them the slot.
 */
public final class Hashing {
  /** What {@link #ofLong} multiplies by: 2^64 over the golden ratio. */
  static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private static final long SECOND = 0xD6E8FEB86659FD93L;
  private static final long CANONICAL_NAN = 0x7ff8000000000000L;

  private Hashing() {}

  /**
   * Hash of one long (Fibonacci hashing; Knuth, The Art of Computer Programming, volume 3, 6.4).
   * Only its upper bits are of use. Neighbouring keys, such as numbers given out by a sequence,
   * fall into slots evenly apart: hardly any two collide, which no hash that looks random achieves.
   * A NULL key is hashed as 0 with its NULL flag combined in.
   */
  public static long ofLong(long key) {
    return key * MULTIPLIER;
  }

  /** Hash of a composite key: of what came before and the next part. Order matters. */
  public static long combine(long hash, long nextPart) {
    long mixed = (Long.rotateLeft(hash, 23) ^ nextPart) * MULTIPLIER;
    mixed ^= mixed >>> 32;
    return mixed * SECOND;
  }

  /** Bits of a DOUBLE as a key: all NaN are one key, and so are 0.0 and -0.0. */
  public static long keyBits(double value) {
    return Double.isNaN(value) ? CANONICAL_NAN : Double.doubleToRawLongBits(value + 0.0d);
  }
}
