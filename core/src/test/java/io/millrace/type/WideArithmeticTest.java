package io.millrace.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WideArithmeticTest {
  private static final int CASES = 100_000;
  private static final long SEED = 20260108L;
  private static final BigInteger WORD = BigInteger.ONE.shiftLeft(Long.SIZE);

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final WideDivision division = new WideDivision();
  private final WideProduct product = new WideProduct();

  @Test
  void shouldDivideTwoWordsByOne() {
    for (int i = 0; i < CASES; i++) {
      long divisor = nextWord();
      long high = nextWord();
      long low = nextWord();
      if (Long.compareUnsigned(high, divisor) < 0) {
        assertThat(WideDivision.divide(high, low, divisor))
            .as("seed %d: %x %x / %x", SEED, high, low, divisor)
            .isEqualTo(number(high, low).divide(number(0, divisor)).longValue());
      }
    }
  }

  @Test
  void shouldDivideWordByWordAndDigitByDigit() {
    for (int i = 0; i < CASES; i++) {
      long high = nextWord();
      long low = nextWord();
      long divisorHigh = random.nextInt(4) == 0 ? 0 : nextWord();
      long divisorLow = nextWord();
      BigInteger divisor = number(divisorHigh, divisorLow);
      if (divisor.signum() == 0) {
        continue;
      }
      division.start(divisorHigh, divisorLow);
      String what =
          String.format("seed %d: %x %x / %x %x", SEED, high, low, divisorHigh, divisorLow);
      BigInteger[] expected = number(high, low).divideAndRemainder(divisor);
      long top = division.bringDown(high);
      long bottom = division.bringDown(low);
      assertThat(number(top, bottom)).as(what).isEqualTo(expected[0]);
      checkRest(what, expected[1], divisor);
      long base = nextWord() >>> 1 + random.nextInt(62);
      expected = expected[1].multiply(BigInteger.valueOf(base)).divideAndRemainder(divisor);
      long digit = division.nextDigit(base);
      assertThat(number(0, digit)).as(what + " * " + base).isEqualTo(expected[0]);
      checkRest(what + " * " + base, expected[1], divisor);
      BigInteger rest = nextBelow(divisor);
      division.rest(rest.shiftRight(Long.SIZE).longValue(), rest.longValue());
      long word = nextWord();
      expected = rest.multiply(WORD).add(number(0, word)).divideAndRemainder(divisor);
      long next = division.bringDown(word);
      assertThat(number(0, next)).as(what + ", rest " + rest).isEqualTo(expected[0]);
      checkRest(what + ", rest " + rest, expected[1], divisor);
    }
  }

  private void checkRest(String what, BigInteger expected, BigInteger divisor) {
    assertThat(number(division.remainderHigh(), division.remainderLow()))
        .as(what)
        .isEqualTo(expected);
    assertThat(division.isExact()).isEqualTo(expected.signum() == 0);
    assertThat(division.isHalfOrMore())
        .as(what)
        .isEqualTo(expected.shiftLeft(1).compareTo(divisor) >= 0);
  }

  @Test
  void shouldMultiplyAndDivideByPowersWithHalfUpRounding() {
    for (int i = 0; i < CASES; i++) {
      long leftHigh = nextWord();
      long leftLow = nextWord();
      long rightHigh = nextWord();
      long rightLow = nextWord();
      BigInteger whole = number(leftHigh, leftLow).multiply(number(rightHigh, rightLow));
      int exponent = 1 + random.nextInt(60);
      product.multiply(leftHigh, leftLow, rightHigh, rightLow);
      product.divideByPowerOfTen(exponent);
      check("10^" + exponent, whole, BigInteger.TEN.pow(exponent));
      int bits = random.nextInt(300);
      product.multiply(leftHigh, leftLow, rightHigh, rightLow);
      product.divideByPowerOfTwo(bits);
      check("2^" + bits, whole, BigInteger.ONE.shiftLeft(bits));
    }
  }

  private void check(String power, BigInteger whole, BigInteger divisor) {
    BigInteger expected = whole.shiftLeft(1).add(divisor).divide(divisor.shiftLeft(1));
    assertThat(product.fits()).isEqualTo(expected.bitLength() <= 127);
    assertThat(number(product.high(), product.low()))
        .as("seed %d: %s / %s", SEED, whole, power)
        .isEqualTo(expected.mod(WORD.multiply(WORD)));
  }

  private BigInteger nextBelow(BigInteger divisor) {
    BigInteger any = number(nextWord(), nextWord());
    BigInteger near = divisor.subtract(BigInteger.ONE).subtract(any.shiftRight(Long.SIZE + 40));
    return random.nextBoolean() && near.signum() >= 0 ? near : any.mod(divisor);
  }

  /** A word with many zeros and ones in a row, where estimates of digits go wrong. */
  private long nextWord() {
    long one = 1L << random.nextInt(Long.SIZE);
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1 -> -1;
      case 2 -> one;
      case 3 -> one - 1;
      case 4 -> -one;
      case 5 -> one + random.nextInt(-3, 4);
      case 6 -> random.nextLong() >>> random.nextInt(Long.SIZE);
      default -> random.nextLong();
    };
  }

  private static BigInteger number(long high, long low) {
    BigInteger bottom = BigInteger.valueOf(low);
    BigInteger top = BigInteger.valueOf(high);
    return (high < 0 ? top.add(WORD) : top).multiply(WORD).add(low < 0 ? bottom.add(WORD) : bottom);
  }
}
