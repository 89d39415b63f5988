package io.millrace.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NumericCastsTest {
  @Test
  void shouldRoundHalvesAwayFromZero() {
    assertThat(NumericCasts.toInteger(2.5)).isEqualTo(3);
    assertThat(NumericCasts.toInteger(-2.5)).isEqualTo(-3);
    assertThat(NumericCasts.toInteger(0.49999999999999994)).isZero();
    assertThat(NumericCasts.toBigint(4503599627370497.5)).isEqualTo(4503599627370498L);
    assertThat(NumericCasts.toBigint(-0.5)).isEqualTo(-1);
  }

  @Test
  void shouldKeepTheEndsOfTheType() {
    assertThat(NumericCasts.toInteger(2147483647.4)).isEqualTo(Integer.MAX_VALUE);
    assertThat(NumericCasts.toInteger(-2147483648.4)).isEqualTo(Integer.MIN_VALUE);
    assertThat(NumericCasts.toBigint(-0x1p63)).isEqualTo(Long.MIN_VALUE);
    assertThat(NumericCasts.toReal(Double.NaN)).isNaN();
    assertThat(NumericCasts.toReal(Double.NEGATIVE_INFINITY)).isEqualTo(Float.NEGATIVE_INFINITY);
  }

  @Test
  void shouldRefuseWhatDoesNotFit() {
    assertThatThrownBy(() -> NumericCasts.toInteger(2147483647.5))
        .hasMessage("INTEGER overflow: 2.1474836475E9");
    assertThatThrownBy(() -> NumericCasts.toInteger(3_000_000_000L))
        .hasMessage("INTEGER overflow: 3000000000");
    assertThatThrownBy(() -> NumericCasts.toInteger(Double.NaN))
        .hasMessage("INTEGER overflow: NaN");
    assertThatThrownBy(() -> NumericCasts.toBigint(0x1p63))
        .hasMessage("BIGINT overflow: 9.223372036854776E18");
    assertThatThrownBy(() -> NumericCasts.toReal(1e300)).hasMessage("REAL overflow: 1.0E300");
  }
}
