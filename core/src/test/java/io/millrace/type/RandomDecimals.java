package io.millrace.type;

import java.math.BigInteger;
import java.util.SplittableRandom;

/** Random unscaled values with many short, long, even and extreme ones among them. */
final class RandomDecimals {
  static final BigInteger MAX = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);

  private RandomDecimals() {}

  /** A value of up to {@code digits} digits. */
  static BigInteger next(SplittableRandom random, int digits) {
    BigInteger limit = BigInteger.TEN.pow(1 + random.nextInt(digits));
    BigInteger magnitude =
        switch (random.nextInt(8)) {
          case 0 -> limit.subtract(BigInteger.ONE);
          case 1 -> limit.divide(BigInteger.TEN).multiply(BigInteger.valueOf(random.nextInt(10)));
          case 2 -> BigInteger.ONE.shiftLeft(random.nextInt(127));
          case 3 -> BigInteger.ONE.shiftLeft(random.nextInt(127)).subtract(BigInteger.ONE);
          case 4 -> BigInteger.valueOf(random.nextInt(4));
          default -> new BigInteger(1, bytes(random)).mod(limit);
        };
    BigInteger value = magnitude.mod(BigInteger.TEN.pow(digits));
    return random.nextBoolean() ? value : value.negate();
  }

  private static byte[] bytes(SplittableRandom random) {
    byte[] bytes = new byte[17];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextInt();
    }
    return bytes;
  }
}
