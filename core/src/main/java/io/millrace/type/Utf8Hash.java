package io.millrace.type;

/**
 * A 64-bit hash of bytes: sixteen bytes a round, folded by a 128-bit product whose halves are
 * combined, so that each bit of the input reaches all bits of the hash. Not safe against an enemy
 * who picks the keys. The constants are those of SHA-512: the fractions of cube roots of primes.
 */
final class Utf8Hash {
  private static final long FIRST = 0xB5C0FBCFEC4D3B2FL;
  private static final long SECOND = 0x923F82A4AF194F9BL;
  private static final long THIRD = 0x72BE5D74F27B896FL;

  private Utf8Hash() {}

  static long hash(byte[] bytes, int offset, int length) {
    long state = FIRST;
    long head;
    long tail;
    if (length > 16) {
      int last = offset + length - 16;
      for (int at = offset; at < last; at += 16) {
        state = fold(Utf8.getLong(bytes, at) ^ state, Utf8.getLong(bytes, at + 8) ^ SECOND);
      }
      head = Utf8.getLong(bytes, last);
      tail = Utf8.getLong(bytes, last + 8);
    } else if (length >= 8) {
      head = Utf8.getLong(bytes, offset);
      tail = Utf8.getLong(bytes, offset + length - 8);
    } else {
      head = upToSeven(bytes, offset, length);
      tail = 0;
    }
    long folded = fold(head ^ state, tail ^ SECOND ^ length * THIRD);
    return fold(folded ^ THIRD, folded + FIRST);
  }

  /** The first eight bytes, or all if there are fewer than eight. */
  static long head(byte[] bytes, int offset, int length) {
    return length >= 8 ? Utf8.getLong(bytes, offset) : upToSeven(bytes, offset, length);
  }

  /** The last eight bytes, or 0 if there are fewer than eight. */
  static long tail(byte[] bytes, int offset, int length) {
    return length >= 8 ? Utf8.getLong(bytes, offset + length - 8) : 0;
  }

  /** Writes what {@link #head} and {@link #tail} were taken of: at most 16 bytes. */
  static void spell(long head, long tail, byte[] target, int offset, int length) {
    if (length >= 8) {
      Utf8.putLong(target, offset, head);
      Utf8.putLong(target, offset + length - 8, tail);
    } else if (length >= 4) {
      Utf8.putInt(target, offset, (int) head);
      Utf8.putInt(target, offset + length - 4, (int) (head >>> Integer.SIZE));
    } else if (length > 0) {
      target[offset] = (byte) head;
      target[offset + (length >> 1)] = (byte) (head >> 8);
      target[offset + length - 1] = (byte) (head >> 16);
    }
  }

  /** All bits of a few bytes; two texts of the same length never give the same. */
  private static long upToSeven(byte[] bytes, int offset, int length) {
    if (length >= 4) {
      return (Utf8.getInt(bytes, offset) & 0xFFFFFFFFL)
          | (long) Utf8.getInt(bytes, offset + length - 4) << Integer.SIZE;
    }
    if (length == 0) {
      return 0;
    }
    return (bytes[offset] & 0xFFL)
        | (bytes[offset + (length >> 1)] & 0xFFL) << 8
        | (bytes[offset + length - 1] & 0xFFL) << 16;
  }

  private static long fold(long left, long right) {
    return left * right ^ Math.multiplyHigh(left, right);
  }
}
