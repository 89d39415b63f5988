package io.millrace.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class Decimal128Test {
  private static final int CASES = 30_000;
  private static final long SEED = 20260101L;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Decimal128 left = new Decimal128();
  private final Decimal128 right = new Decimal128();

  @Test
  void shouldGiveBackWhatWasSet() {
    for (int i = 0; i < CASES; i++) {
      BigInteger value = next();
      left.set(value);
      assertThat(left.toBigInteger()).isEqualTo(value);
      assertThat(left.signum()).isEqualTo(value.signum());
    }
  }

  @Test
  void shouldAddAndSubtractAsBigInteger() {
    for (int i = 0; i < CASES; i++) {
      BigInteger a = next();
      BigInteger b = next();
      check("+", a, b, a.add(b), () -> left.add(right));
      check("-", a, b, a.subtract(b), () -> left.subtract(right));
    }
  }

  @Test
  void shouldMultiplyAsBigInteger() {
    for (int i = 0; i < CASES; i++) {
      BigInteger a = RandomDecimals.next(random, 1 + random.nextInt(38));
      BigInteger b = RandomDecimals.next(random, 1 + random.nextInt(38));
      check("*", a, b, a.multiply(b), () -> left.multiply(right));
    }
  }

  @Test
  void shouldRoundOnceWhenTheProductIsScaledDown() {
    for (int i = 0; i < CASES; i++) {
      BigInteger a = next();
      BigInteger b = next();
      int digits = random.nextInt(39);
      BigInteger expected = scaled(new BigDecimal(a.multiply(b)), -digits, RoundingMode.HALF_UP);
      check(
          "* /10^" + digits,
          a,
          b,
          expected,
          () -> left.multiply(right.high(), right.low(), digits));
    }
  }

  @Test
  void shouldFitEveryProductOfTwoLongs() {
    for (int i = 0; i < CASES; i++) {
      long a = random.nextLong() >> random.nextInt(64);
      long b = random.nextLong() >> random.nextInt(64);
      left.setProduct(a, b);
      assertThat(left.toBigInteger())
          .isEqualTo(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
    }
    left.setProduct(Long.MIN_VALUE, Long.MIN_VALUE);
    assertThat(left.fits(38)).isTrue();
  }

  @Test
  void shouldDivideAsBigDecimalWhateverTheShift() {
    for (int i = 0; i < CASES; i++) {
      BigInteger a = next();
      BigInteger b = next();
      int shift = random.nextInt(-38, 77);
      if (b.signum() != 0) {
        BigDecimal dividend = new BigDecimal(a);
        BigInteger expected =
            (shift >= 0
                    ? dividend
                        .scaleByPowerOfTen(shift)
                        .divide(new BigDecimal(b), 0, RoundingMode.HALF_UP)
                    : dividend.divide(
                        new BigDecimal(b).scaleByPowerOfTen(-shift), 0, RoundingMode.HALF_UP))
                .toBigInteger();
        check("/ shift " + shift, a, b, expected, () -> left.divide(right, shift));
      }
    }
  }

  @Test
  void shouldRoundHalvesAwayFromZeroWhenQuotientsAreHalves() {
    for (int i = 0; i < CASES; i++) {
      BigInteger b = RandomDecimals.next(random, 30).shiftLeft(1);
      BigInteger a = b.shiftRight(1).multiply(BigInteger.valueOf(random.nextInt(-99, 100)));
      if (b.signum() != 0) {
        BigInteger expected =
            new BigDecimal(a).divide(new BigDecimal(b), 0, RoundingMode.HALF_UP).toBigInteger();
        check("/", a, b, expected, () -> left.divide(right, 0));
      }
    }
  }

  @Test
  void shouldGiveTheRemainderOfBigDecimalWhateverTheScales() {
    for (int i = 0; i < CASES; i++) {
      BigInteger a = next();
      BigInteger b = next();
      int scale = random.nextInt(39);
      int otherScale = random.nextInt(39);
      if (b.signum() != 0) {
        BigInteger expected =
            new BigDecimal(a, scale)
                .remainder(new BigDecimal(b, otherScale))
                .setScale(Math.max(scale, otherScale))
                .unscaledValue();
        check(
            "% scales " + scale + " " + otherScale,
            a,
            b,
            expected,
            () -> left.remainder(scale, right.high(), right.low(), otherScale));
      }
    }
  }

  @Test
  void shouldChangeScaleAsBigDecimal() {
    for (int i = 0; i < CASES; i++) {
      BigInteger a = next();
      int digits = random.nextInt(45);
      BigDecimal value = new BigDecimal(a);
      check(
          "down", a, a, scaled(value, -digits, RoundingMode.HALF_UP), () -> left.scaleDown(digits));
      check("cut", a, a, scaled(value, -digits, RoundingMode.DOWN), () -> left.truncate(digits));
      check("up", a, a, scaled(value, digits, RoundingMode.DOWN), () -> left.scaleUp(digits));
      check(
          "rescale",
          a,
          a,
          scaled(value, digits - 20, RoundingMode.HALF_UP),
          () -> left.rescale(20, digits));
    }
  }

  @Test
  void shouldCompareNegateAndTakeMagnitudesAsBigInteger() {
    for (int i = 0; i < CASES; i++) {
      BigInteger a = next();
      BigInteger b = random.nextInt(10) == 0 ? a : next();
      left.set(a);
      right.set(b);
      assertThat(Integer.signum(left.compareTo(right))).isEqualTo(a.compareTo(b));
      assertThat(left.equals(right)).isEqualTo(a.equals(b));
      check("negate", a, b, a.negate(), left::negate);
      check("abs", a, b, a.abs(), left::abs);
      int precision = 1 + random.nextInt(38);
      left.set(a);
      assertThat(left.fits(precision))
          .isEqualTo(a.abs().compareTo(BigInteger.TEN.pow(precision)) < 0);
    }
  }

  @Test
  void shouldAverageHalfUp() {
    left.set(new BigInteger("12345678901234567890123456789012345678"));
    assertThat(left.average(3, 2, 2).toString()).isEqualTo("4115226300411522630041152263004115226");
    assertThat(left.set(10).average(4, 0, 0).toString()).isEqualTo("3");
    assertThat(left.set(-10).average(4, 0, 0).toString()).isEqualTo("-3");
    assertThat(left.set(1000).average(3, 2, 6).toString(6)).isEqualTo("3.333333");
    assertThat(left.set(1049).average(1, 3, 2).toString(2)).isEqualTo("1.05");
  }

  @Test
  void shouldConvertToTheSameDoubleAsBigDecimal() {
    for (int i = 0; i < CASES; i++) {
      BigInteger a = next();
      int scale = random.nextInt(39);
      assertThat(left.set(a).toDouble(scale))
          .as("seed %d: %s / 10^%d", SEED, a, scale)
          .isEqualTo(new BigDecimal(a, scale).doubleValue() + 0.0);
    }
  }

  @Test
  void shouldConvertADoubleFromItsExactValue() {
    for (int i = 0; i < CASES; i++) {
      double value = nextDouble();
      int scale = random.nextInt(39);
      BigInteger expected =
          new BigDecimal(value).setScale(scale, RoundingMode.HALF_UP).unscaledValue();
      check("double " + value + " scale " + scale, expected, () -> left.setDouble(value, scale));
    }
  }

  private double nextDouble() {
    double fraction = random.nextDouble(-1, 1);
    return switch (random.nextInt(4)) {
      case 0 -> Math.scalb(fraction, random.nextInt(-140, 140));
      case 1 -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62));
      case 2 -> random.nextInt(-1000, 1000) / 8.0;
      default -> Math.rint(fraction * 1e6) / 100;
    };
  }

  @Test
  void shouldRefuseDoublesThatAreNoDecimal() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1e39, 1e300}) {
      assertThatThrownBy(() -> left.setDouble(value, 0))
          .isInstanceOf(DecimalOverflowException.class)
          .hasMessage(
              "decimal overflow: value="
                  + value
                  + "; a DECIMAL is finite and holds at most 38 digits");
    }
  }

  @Test
  void shouldNameTheValuesWhenAResultDoesNotFit() {
    left.set(RandomDecimals.MAX);
    assertThatThrownBy(() -> left.add(1))
        .hasMessage(
            "decimal overflow: unscaled=99999999999999999999999999999999999999 + 1;"
                + " a DECIMAL holds at most 38 digits");
    assertThat(left.toBigInteger()).isEqualTo(RandomDecimals.MAX);
    assertThatThrownBy(() -> left.set(12345).checkPrecision(4, 2))
        .hasMessage("decimal overflow: value=123.45; it does not fit DECIMAL(4, 2)");
    assertThatThrownBy(() -> left.set(7).divide(0, 0, 3))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("division by zero: unscaled=7 / 0");
    assertThatThrownBy(() -> left.set(1, 0).toLong())
        .hasMessage(
            "BIGINT overflow: value=18446744073709551616; BIGINT ends at 9223372036854775807");
  }

  private BigInteger next() {
    return RandomDecimals.next(random, 38);
  }

  private static BigInteger scaled(BigDecimal value, int digits, RoundingMode rounding) {
    return value.scaleByPowerOfTen(digits).setScale(0, rounding).toBigInteger();
  }

  private void check(
      String what,
      BigInteger a,
      BigInteger b,
      BigInteger expected,
      Supplier<Decimal128> operation) {
    left.set(a);
    right.set(b);
    check(what + ": " + a + ", " + b, expected, operation);
  }

  private void check(String what, BigInteger expected, Supplier<Decimal128> operation) {
    BigInteger result = null;
    try {
      result = operation.get().toBigInteger();
    } catch (DecimalOverflowException e) {
      assertThat(expected.abs()).as("seed %d: %s", SEED, what).isGreaterThan(RandomDecimals.MAX);
    }
    if (result != null) {
      assertThat(result).as("seed %d: %s", SEED, what).isEqualTo(expected);
    }
  }
}
