package io.millrace.perf.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RatiosTest {
  @Test
  void shouldTakeTheMiddleFigureWhenTheirNumberIsOdd() {
    assertThat(Ratios.of(3, 1, 2)).isEqualTo(new Ratios(2, 1, 3));
  }

  @Test
  void shouldTakeTheMeanOfTheTwoInTheMiddleWhenTheirNumberIsEven() {
    assertThat(Ratios.of(4, 1, 3, 2)).isEqualTo(new Ratios(2.5, 1, 4));
  }

  @Test
  void shouldTakeTheOnlyFigure() {
    assertThat(Ratios.of(7)).isEqualTo(new Ratios(7, 7, 7));
  }

  @Test
  void shouldLeaveTheCallersFiguresInTheirOrder() {
    double[] figures = {3, 1, 2};
    assertThat(Ratios.of(figures).median()).isEqualTo(2);
    assertThat(figures).containsExactly(3, 1, 2);
  }

  @Test
  void shouldNotBeMovedByOneOutlier() {
    assertThat(Ratios.of(1.01, 0.99, 50, 1.0, 1.0).median()).isEqualTo(1.0);
  }

  @Test
  void shouldBeClearOnlyWhenAllFiguresLieOnOneSide() {
    assertThat(Ratios.of(1.1, 1.2).isClear()).isTrue();
    assertThat(Ratios.of(0.8, 0.9).isClear()).isTrue();
    assertThat(Ratios.of(0.9, 1.2).isClear()).isFalse();
    assertThat(Ratios.of(1.0, 1.2).isClear()).isFalse();
  }

  @Test
  void shouldRefuseNoFigures() {
    assertThatThrownBy(Ratios::of).hasMessage("no figures; measure at least one round");
  }
}
