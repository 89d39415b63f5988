package io.millrace.type;

/**
 * Long division of unsigned numbers by a divisor of up to 128 bits, one word of the quotient at a
 * time. A dividend of any width is fed word by word ({@link #bringDown}), or multiplied on the way
 * ({@link #nextDigit}), so that no intermediate result needs more than 192 bits. Knuth, The Art of
 * Computer Programming, volume 2, algorithm D. One thread.
 */
final class WideDivision {
  private static final long WORD_HALF = 0xFFFFFFFFL;

  private long divisorHigh;
  private long divisorLow;
  private int shift;
  private long normalHigh;
  private long normalLow;
  private long remainderHigh;
  private long remainderLow;

  /** Begins a division by an unsigned number that is not 0; the remainder is 0. */
  void start(long newDivisorHigh, long newDivisorLow) {
    divisorHigh = newDivisorHigh;
    divisorLow = newDivisorLow;
    remainderHigh = 0;
    remainderLow = 0;
    if (newDivisorHigh != 0) {
      shift = Long.numberOfLeadingZeros(newDivisorHigh);
      normalHigh = newDivisorHigh << shift | newDivisorLow >>> 1 >>> 63 - shift;
      normalLow = newDivisorLow << shift;
    }
  }

  /** Begins with a rest that is less than the divisor. */
  void rest(long high, long low) {
    remainderHigh = high;
    remainderLow = low;
  }

  /** The next word of the quotient of a dividend whose next word this is. */
  long bringDown(long word) {
    return step(remainderHigh, remainderLow, word);
  }

  /** The next digit, in base {@code base}, of the quotient of a dividend that is used up. */
  long nextDigit(long base) {
    long low = remainderLow * base;
    long carry = unsignedMultiplyHigh(remainderLow, base);
    long middle = remainderHigh * base + carry;
    long high = unsignedMultiplyHigh(remainderHigh, base);
    if (Long.compareUnsigned(middle, carry) < 0) {
      high++;
    }
    return step(high, middle, low);
  }

  long remainderHigh() {
    return remainderHigh;
  }

  long remainderLow() {
    return remainderLow;
  }

  boolean isExact() {
    return (remainderHigh | remainderLow) == 0;
  }

  /** Whether the rest of the quotient is a half or more. */
  boolean isHalfOrMore() {
    long restLow = divisorLow - remainderLow;
    long borrow = Long.compareUnsigned(divisorLow, remainderLow) < 0 ? 1 : 0;
    long restHigh = divisorHigh - remainderHigh - borrow;
    int order = Long.compareUnsigned(remainderHigh, restHigh);
    return order > 0 || (order == 0 && Long.compareUnsigned(remainderLow, restLow) >= 0);
  }

  /** Divides three words that are less than the divisor times 2^64. */
  private long step(long high, long middle, long low) {
    if (divisorHigh == 0) {
      long quotient = divide(middle, low, divisorLow);
      remainderLow = low - quotient * divisorLow;
      return quotient;
    }
    long n2 = high << shift | middle >>> 1 >>> 63 - shift;
    long n1 = middle << shift | low >>> 1 >>> 63 - shift;
    long n0 = low << shift;
    long quotient = estimate(n2, n1, n0);
    long product = quotient * normalLow;
    long restLow = n0 - product;
    long borrow = Long.compareUnsigned(n0, product) < 0 ? 1 : 0;
    long restHigh = n1 - quotient * normalHigh - unsignedMultiplyHigh(quotient, normalLow) - borrow;
    remainderLow = restLow >>> shift | restHigh << 1 << 63 - shift;
    remainderHigh = restHigh >>> shift;
    return quotient;
  }

  private long estimate(long n2, long n1, long n0) {
    long quotient;
    long rest;
    if (n2 == normalHigh) {
      quotient = -1;
      rest = n1 + normalHigh;
      if (Long.compareUnsigned(rest, normalHigh) < 0) {
        return quotient;
      }
    } else {
      quotient = divide(n2, n1, normalHigh);
      rest = n1 - quotient * normalHigh;
    }
    while (isTooLarge(quotient, rest, n0)) {
      quotient--;
      rest += normalHigh;
      if (Long.compareUnsigned(rest, normalHigh) < 0) {
        break;
      }
    }
    return quotient;
  }

  private boolean isTooLarge(long quotient, long rest, long n0) {
    int order = Long.compareUnsigned(unsignedMultiplyHigh(quotient, normalLow), rest);
    return order > 0 || (order == 0 && Long.compareUnsigned(quotient * normalLow, n0) > 0);
  }

  /** Unsigned quotient of two words and one word that is greater than {@code high}. */
  static long divide(long high, long low, long divisor) {
    if (high == 0) {
      return Long.divideUnsigned(low, divisor);
    }
    int shift = Long.numberOfLeadingZeros(divisor);
    long normal = divisor << shift;
    long top = high << shift | low >>> 1 >>> 63 - shift;
    long bottom = low << shift;
    long first = halfWord(top, bottom >>> 32, normal);
    long rest = (top << 32) + (bottom >>> 32) - first * normal;
    return (first << 32) + halfWord(rest, bottom & WORD_HALF, normal);
  }

  private static long halfWord(long top, long next, long normal) {
    long divisorTop = normal >>> 32;
    long divisorBottom = normal & WORD_HALF;
    long quotient = Long.divideUnsigned(top, divisorTop);
    long rest = top - quotient * divisorTop;
    while (quotient > WORD_HALF
        || Long.compareUnsigned(quotient * divisorBottom, rest << 32 | next) > 0) {
      quotient--;
      rest += divisorTop;
      if (rest > WORD_HALF) {
        break;
      }
    }
    return quotient;
  }

  /** High word of an unsigned product. */
  static long unsignedMultiplyHigh(long left, long right) {
    return Math.multiplyHigh(left, right) + (left >> 63 & right) + (right >> 63 & left);
  }
}
