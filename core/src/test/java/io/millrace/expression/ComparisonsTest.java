package io.millrace.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.type.Decimal128;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ComparisonsTest {
  private static final long SEED = 5;

  /** In the order that SQL gives them; both zeros are one. */
  private static final double[] ORDERED = {
    Double.NEGATIVE_INFINITY,
    -1e300,
    -1,
    0.0,
    Double.MIN_VALUE,
    1,
    1e300,
    Double.POSITIVE_INFINITY,
    Double.NaN
  };

  @Test
  void shouldPutNanLast() {
    for (int i = 0; i < ORDERED.length; i++) {
      for (int j = 0; j < ORDERED.length; j++) {
        double a = ORDERED[i];
        double b = ORDERED[j];
        String operands = a + ", " + b;
        assertThat(Comparisons.less(a, b)).as(operands).isEqualTo(i < j);
        assertThat(Comparisons.lessOrEqual(a, b)).as(operands).isEqualTo(i <= j);
        assertThat(Comparisons.equal(a, b)).as(operands).isEqualTo(i == j);
        assertThat(Comparisons.compare(a, b)).as(operands).isEqualTo(Integer.compare(i, j));
      }
    }
    assertThat(Comparisons.equal(0.0, -0.0)).isTrue();
    assertThat(Comparisons.less(-0.0, 0.0)).isFalse();
  }

  @Test
  void shouldCompareDecimalsOfAnyScales() {
    SplittableRandom random = new SplittableRandom(SEED);
    Random bits = new Random(SEED);
    Decimal128 scratch = new Decimal128();
    BigInteger limit = BigInteger.TEN.pow(38);
    for (int i = 0; i < 5_000; i++) {
      BigInteger a = new BigInteger(1 + random.nextInt(126), bits).remainder(limit);
      BigInteger b = random.nextInt(4) == 0 ? a : new BigInteger(1 + random.nextInt(126), bits);
      b = b.remainder(limit);
      a = random.nextBoolean() ? a.negate() : a;
      b = random.nextBoolean() ? b.negate() : b;
      int leftScale = random.nextInt(39);
      int rightScale = random.nextInt(39);
      int order =
          WideComparison.compare(
              new Decimal128().set(a), leftScale, new Decimal128().set(b), rightScale, scratch);
      BigDecimal left = new BigDecimal(a, leftScale);
      BigDecimal right = new BigDecimal(b, rightScale);
      assertThat(Integer.signum(order))
          .as("seed=%d, left=%s, right=%s", SEED, left, right)
          .isEqualTo(left.compareTo(right));
    }
  }

  @Test
  void shouldFloorAndCeilDecimals() {
    SplittableRandom random = new SplittableRandom(SEED);
    Random bits = new Random(SEED);
    for (int i = 0; i < 5_000; i++) {
      BigInteger magnitude = new BigInteger(1 + random.nextInt(125), bits);
      BigInteger a = random.nextBoolean() ? magnitude.negate() : magnitude;
      int digits = random.nextInt(38);
      BigDecimal value = new BigDecimal(a, digits);
      String text = "seed=" + SEED + ", value=" + value;
      assertThat(new Decimal128().set(a).floor(digits).toBigInteger())
          .as(text)
          .isEqualTo(value.setScale(0, java.math.RoundingMode.FLOOR).unscaledValue());
      assertThat(new Decimal128().set(a).ceil(digits).toBigInteger())
          .as(text)
          .isEqualTo(value.setScale(0, java.math.RoundingMode.CEILING).unscaledValue());
    }
  }
}
