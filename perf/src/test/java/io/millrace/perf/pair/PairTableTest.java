package io.millrace.perf.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairTableTest {
  private static WorkerResult run(double passNs) {
    return new WorkerResult(1000, "1 row", passNs);
  }

  private static PairedRuns runs(String name, double[] base, double[] head) {
    PairedRuns runs = new PairedRuns(name);
    for (int i = 0; i < base.length; i++) {
      runs.add(run(base[i]), run(head[i]));
    }
    return runs;
  }

  @Test
  void shouldPrintSpeedsRatioSpreadAndWhetherAllRoundsAgree() {
    PairedRuns faster =
        runs("S0", new double[] {2000, 4000, 3000}, new double[] {1000, 2000, 2500});
    PairedRuns slower = runs("S1", new double[] {1000}, new double[] {1250});
    PairedRuns same = runs("S2", new double[] {1000, 1000}, new double[] {990, 1010});
    assertThat(PairTable.of(List.of(faster, slower, same)))
        .isEqualTo(
            """
            | case | base, M rows/s | head, M rows/s | head / base | spread | |
            |---|---|---|---|---|---|
            | S0 | 333.3 | 500.0 | 2.000 | 1.200 to 2.000 | faster |
            | S1 | 1000.0 | 800.0 | 0.800 | 0.800 to 0.800 | slower |
            | S2 | 1000.0 | 1000.1 | 1.000 | 0.990 to 1.010 | same |
            """);
  }

  @Test
  void shouldTakeTheMedianOfRatiosAndNotTheRatioOfMedians() {
    PairedRuns runs = runs("S0", new double[] {100, 200, 300}, new double[] {200, 100, 300});
    assertThat(runs.ratios()).isEqualTo(new Ratios(1, 0.5, 2));
  }

  @Test
  void shouldRefuseDifferentAnswers() {
    PairedRuns runs = new PairedRuns("S0");
    runs.add(run(1), run(1));
    assertThatThrownBy(() -> runs.add(run(1), new WorkerResult(1000, "2 rows", 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("answers differ: case=S0, first=1 row, base=1 row, head=2 rows");
    WorkerResult other = new WorkerResult(1000, "2 rows", 1);
    assertThatThrownBy(() -> runs.add(other, other)).isInstanceOf(IllegalStateException.class);
  }
}
