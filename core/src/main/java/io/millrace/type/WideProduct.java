package io.millrace.type;

import static io.millrace.type.WideDivision.unsignedMultiplyHigh;

/** Unsigned product of 256 bits and what makes it smaller again. Mutable; one thread. */
final class WideProduct {
  private static final int BITS = 256;

  private long w3;
  private long w2;
  private long w1;
  private long w0;

  /** Becomes the product of two unsigned numbers. */
  void multiply(long leftHigh, long leftLow, long rightHigh, long rightLow) {
    w0 = leftLow * rightLow;
    w1 = unsignedMultiplyHigh(leftLow, rightLow);
    w2 = leftHigh * rightHigh;
    w3 = unsignedMultiplyHigh(leftHigh, rightHigh);
    addToMiddle(leftHigh * rightLow, unsignedMultiplyHigh(leftHigh, rightLow));
    addToMiddle(leftLow * rightHigh, unsignedMultiplyHigh(leftLow, rightHigh));
  }

  private void addToMiddle(long low, long high) {
    w1 += low;
    long carry = Long.compareUnsigned(w1, low) < 0 ? 1 : 0;
    long sum = w2 + high;
    if (Long.compareUnsigned(sum, high) < 0) {
      w3++;
    }
    w2 = sum + carry;
    if (w2 == 0 && carry != 0) {
      w3++;
    }
  }

  /** Divides by 10^{@code exponent}, at least 1, rounding a half up. */
  void divideByPowerOfTen(int exponent) {
    int left = exponent - 1;
    while (left > 0) {
      int part = Math.min(left, PowersOfTen.MAX_LONG_EXPONENT);
      divide(PowersOfTen.asLong(part));
      left -= part;
    }
    if (divide(10) >= 5) {
      increment();
    }
  }

  /** Drops the fraction of the quotient and returns the remainder. */
  private long divide(long divisor) {
    long rest = 0;
    long quotient = WideDivision.divide(rest, w3, divisor);
    rest = w3 - quotient * divisor;
    w3 = quotient;
    quotient = WideDivision.divide(rest, w2, divisor);
    rest = w2 - quotient * divisor;
    w2 = quotient;
    quotient = WideDivision.divide(rest, w1, divisor);
    rest = w1 - quotient * divisor;
    w1 = quotient;
    quotient = WideDivision.divide(rest, w0, divisor);
    rest = w0 - quotient * divisor;
    w0 = quotient;
    return rest;
  }

  /** Divides by 2^{@code bits}, rounding a half up. */
  void divideByPowerOfTwo(int bits) {
    if (bits == 0) {
      return;
    }
    int left = Math.min(bits, BITS + 1) - 1;
    while (left > 0) {
      int part = Math.min(left, Long.SIZE - 1);
      shiftRight(part);
      left -= part;
    }
    boolean half = (w0 & 1) != 0;
    shiftRight(1);
    if (half) {
      increment();
    }
  }

  private void shiftRight(int bits) {
    int back = Long.SIZE - bits;
    w0 = w0 >>> bits | w1 << back;
    w1 = w1 >>> bits | w2 << back;
    w2 = w2 >>> bits | w3 << back;
    w3 >>>= bits;
  }

  private void increment() {
    if (++w0 == 0 && ++w1 == 0 && ++w2 == 0) {
      w3++;
    }
  }

  /** Whether the value has at most 127 bits. */
  boolean fits() {
    return (w3 | w2) == 0 && w1 >= 0;
  }

  long high() {
    return w1;
  }

  long low() {
    return w0;
  }
}
