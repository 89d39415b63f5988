package io.millrace.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class DecimalLongTest {
  private static final int CASES = 30_000;
  private static final long SEED = 20260102L;

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void shouldCalculateAsBigInteger() {
    for (int i = 0; i < CASES; i++) {
      long a = next();
      long b = next();
      BigInteger x = BigInteger.valueOf(a);
      BigInteger y = BigInteger.valueOf(b);
      check("+ " + a + " " + b, x.add(y), () -> DecimalLong.add(a, b));
      check("- " + a + " " + b, x.subtract(y), () -> DecimalLong.subtract(a, b));
      check("* " + a + " " + b, x.multiply(y), () -> DecimalLong.multiply(a, b));
      int digits = random.nextInt(19);
      check(
          "* " + a + " " + b + " /10^" + digits,
          scaled(new BigDecimal(x.multiply(y)), -digits, RoundingMode.HALF_UP),
          () -> DecimalLong.multiply(a, b, digits));
    }
  }

  @Test
  void shouldDivideAsBigDecimalWhateverTheShift() {
    for (int i = 0; i < CASES; i++) {
      long a = next();
      long b = next();
      int shift = random.nextInt(-18, 37);
      if (b != 0) {
        BigDecimal dividend = BigDecimal.valueOf(a);
        BigDecimal divisor = BigDecimal.valueOf(b);
        BigInteger expected =
            (shift >= 0
                    ? dividend.scaleByPowerOfTen(shift).divide(divisor, 0, RoundingMode.HALF_UP)
                    : dividend.divide(divisor.scaleByPowerOfTen(-shift), 0, RoundingMode.HALF_UP))
                .toBigInteger();
        check(a + " / " + b + " shift " + shift, expected, () -> DecimalLong.divide(a, b, shift));
      }
    }
  }

  @Test
  void shouldChangeScaleAsBigDecimal() {
    for (int i = 0; i < CASES; i++) {
      long a = next();
      BigDecimal value = BigDecimal.valueOf(a);
      int digits = random.nextInt(22);
      check(
          "down " + a + " " + digits,
          scaled(value, -digits, RoundingMode.HALF_UP),
          () -> DecimalLong.scaleDown(a, digits));
      check(
          "cut " + a + " " + digits,
          scaled(value, -digits, RoundingMode.DOWN),
          () -> DecimalLong.truncate(a, digits));
      check(
          "up " + a + " " + digits,
          scaled(value, digits, RoundingMode.DOWN),
          () -> DecimalLong.scaleUp(a, digits));
    }
  }

  @Test
  void shouldConvertToAndFromDoubleAsBigDecimal() {
    Decimal128 scratch = new Decimal128();
    for (int i = 0; i < CASES; i++) {
      long a = next();
      int scale = random.nextInt(19);
      BigDecimal value = BigDecimal.valueOf(a, scale);
      double asDouble = DecimalLong.toDouble(a, scale);
      assertThat(asDouble).as("seed %d: %s", SEED, value).isEqualTo(value.doubleValue());
      check(
          "double " + asDouble,
          new BigDecimal(asDouble).setScale(scale, RoundingMode.HALF_UP).unscaledValue(),
          () -> DecimalLong.fromDouble(asDouble, scale, scratch));
    }
  }

  @Test
  void shouldNameTheValuesWhenAResultDoesNotFit() {
    assertThatThrownBy(() -> DecimalLong.add(999_999_999_999_999_999L, 1))
        .isInstanceOf(DecimalOverflowException.class)
        .hasMessage(
            "decimal overflow: unscaled=999999999999999999 + 1;"
                + " this DECIMAL holds at most 18 digits");
    assertThatThrownBy(() -> DecimalLong.checkPrecision(100_000, 5, 2))
        .hasMessage("decimal overflow: value=1000.00; it does not fit DECIMAL(5, 2)");
    assertThatThrownBy(() -> DecimalLong.divide(5, 0, 2))
        .hasMessage("division by zero: unscaled=5 / 0");
    assertThat(DecimalLong.checkPrecision(-99_999, 5, 2)).isEqualTo(-99_999);
  }

  private long next() {
    return RandomDecimals.next(random, 1 + random.nextInt(18)).longValueExact();
  }

  private static BigInteger scaled(BigDecimal value, int digits, RoundingMode rounding) {
    return value.scaleByPowerOfTen(digits).setScale(0, rounding).toBigInteger();
  }

  private static void check(String what, BigInteger expected, LongSupplier operation) {
    BigInteger limit = BigInteger.TEN.pow(18);
    Long result = null;
    try {
      result = operation.getAsLong();
    } catch (DecimalOverflowException e) {
      assertThat(expected.abs()).as("seed %d: %s", SEED, what).isGreaterThanOrEqualTo(limit);
    }
    if (result != null) {
      assertThat(result).as("seed %d: %s", SEED, what).isEqualTo(expected.longValueExact());
    }
  }
}
