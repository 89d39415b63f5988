package io.millrace.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ArithmeticTest {
  private static final long SEED = 1;
  private static final String OVERFLOW = "overflow";

  private static void assertFails(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(ArithmeticException.class).hasMessage(message);
  }

  @Test
  void shouldNameOperandsWhenResultDoesNotFit() {
    assertFails(
        () -> Arithmetic.add(Long.MAX_VALUE, 1L), "BIGINT overflow: 9223372036854775807 + 1");
    assertFails(() -> Arithmetic.add(-2147483648, -1), "INTEGER overflow: -2147483648 + -1");
    assertFails(
        () -> Arithmetic.subtract(Long.MIN_VALUE, 1L), "BIGINT overflow: -9223372036854775808 - 1");
    assertFails(() -> Arithmetic.subtract(2147483647, -1), "INTEGER overflow: 2147483647 - -1");
    assertFails(
        () -> Arithmetic.multiply(4294967296L, 4294967296L),
        "BIGINT overflow: 4294967296 * 4294967296");
    assertFails(() -> Arithmetic.multiply(65536, 65536), "INTEGER overflow: 65536 * 65536");
    assertFails(
        () -> Arithmetic.divide(Long.MIN_VALUE, -1L), "BIGINT overflow: -9223372036854775808 / -1");
    assertFails(
        () -> Arithmetic.divide(Integer.MIN_VALUE, -1), "INTEGER overflow: -2147483648 / -1");
    assertFails(
        () -> Arithmetic.negate(Long.MIN_VALUE), "BIGINT overflow: -(-9223372036854775808)");
    assertFails(() -> Arithmetic.abs(Integer.MIN_VALUE), "INTEGER overflow: -(-2147483648)");
  }

  @Test
  void shouldRefuseDivisionByZero() {
    assertFails(() -> Arithmetic.divide(5, 0), "division by zero: 5 / 0");
    assertFails(() -> Arithmetic.divide(5L, 0L), "division by zero: 5 / 0");
    assertFails(() -> Arithmetic.remainder(5, 0), "division by zero: 5 % 0");
    assertFails(() -> Arithmetic.remainder(-5L, 0L), "division by zero: -5 % 0");
    assertFails(() -> DecimalArithmetic.divide(500, 2, 10, 0), "division by zero: 5.00 / 0");
    assertFails(() -> DecimalArithmetic.remainder(500, 0, 2), "division by zero: 5.00 % 0");
  }

  @Test
  void shouldTruncateQuotients() {
    assertThat(Arithmetic.divide(-7, 2)).isEqualTo(-3);
    assertThat(Arithmetic.remainder(-7, 2)).isEqualTo(-1);
    assertThat(Arithmetic.remainder(Long.MIN_VALUE, -1L)).isZero();
    assertThat(Arithmetic.divide(Long.MIN_VALUE, 1L)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void shouldAgreeWithBigIntegerWhenOperandsAreRandom() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 20_000; i++) {
      long a = random.nextLong() >> random.nextInt(64);
      long b = random.nextLong() >> random.nextInt(64);
      String operands = "seed=" + SEED + ", a=" + a + ", b=" + b;
      BigInteger x = BigInteger.valueOf(a);
      BigInteger y = BigInteger.valueOf(b);
      assertThat(result(() -> Arithmetic.add(a, b))).as(operands).isEqualTo(longOf(x.add(y)));
      assertThat(result(() -> Arithmetic.subtract(a, b)))
          .as(operands)
          .isEqualTo(longOf(x.subtract(y)));
      assertThat(result(() -> Arithmetic.multiply(a, b)))
          .as(operands)
          .isEqualTo(longOf(x.multiply(y)));
      int c = (int) a;
      int d = (int) b;
      assertThat(result(() -> Arithmetic.add(c, d))).as(operands).isEqualTo(intOf((long) c + d));
      assertThat(result(() -> Arithmetic.multiply(c, d)))
          .as(operands)
          .isEqualTo(intOf((long) c * d));
    }
  }

  private static Object result(Supplier<Object> call) {
    try {
      return call.get();
    } catch (ArithmeticException e) {
      return OVERFLOW;
    }
  }

  private static Object longOf(BigInteger value) {
    return value.bitLength() < Long.SIZE ? value.longValue() : OVERFLOW;
  }

  private static Object intOf(long value) {
    return (int) value == value ? (int) value : OVERFLOW;
  }
}
