package io.millrace.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.RecordBatch;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import org.junit.jupiter.api.Test;

class AnswerCheckTest {
  private static final long HOUR_NS = 3_600_000_000_000L;
  private static final long[][] S0 = {{1, 7, 100_01}, {33, 7, 500_00}, {34, 8, 900_00}};
  private static final long[][] S1 = {{1, 7, 1}, {2, 8, 1}, {33, 7, 2}, {34, 8, 2}};
  private static final long[][] S2 = {{7, 1, 10}, {8, 1, 20}, {7, 2, 40}, {8, 2, 60}};
  private static final long[][] S3A = {
    {5 * HOUR_NS, 7, 2}, {5 * HOUR_NS, 8, 1}, {7 * HOUR_NS, 8, 1}
  };
  private static final long[][] S3B = {
    {5 * HOUR_NS, 7, 1}, {5 * HOUR_NS, 8, 1}, {5 * HOUR_NS, 7, 2}, {7 * HOUR_NS, 8, 1}
  };

  private final OrderArrays orders =
      new OrderArrays(
          new long[] {1, 2, 33, 34},
          new int[] {7, 8, 7, 8},
          new long[] {100_01, 100_00, 500_00, 900_00},
          new long[] {10, 20, 30, 40},
          new long[] {5 * HOUR_NS, 5 * HOUR_NS + 1, 6 * HOUR_NS - 1, 7 * HOUR_NS});

  private String check(Scenario scenario, long[]... rows) {
    DataType number = DataType.of(TypeKind.BIGINT);
    DataType wide = DataType.decimal(38, 2);
    Schema schema =
        Schema.of(new Column("a", number), new Column("b", number), new Column("c", wide));
    AnswerCheck check = scenario.newCheck(orders);
    RecordBatch batch = new RecordBatch(schema, 1);
    for (long[] row : rows) {
      batch.clear();
      for (int i = 0; i < row.length; i++) {
        batch.column(i).longs()[0] = row[i];
      }
      batch.column(2).highs()[0] = row[2] >> 63;
      batch.rowCount(1);
      check.accept(batch);
    }
    return check.mismatch();
  }

  private static long[][] answer(Scenario scenario) {
    return switch (scenario) {
      case S0 -> S0;
      case S1 -> S1;
      case S2 -> S2;
      case S3A -> S3A;
      case S3B -> S3B;
    };
  }

  @Test
  void shouldAcceptWhenAnswerIsRight() {
    for (Scenario scenario : Scenario.values()) {
      assertThat(check(scenario, answer(scenario))).as("%s", scenario).isNull();
    }
  }

  @Test
  void shouldRefuseWhenRowIsMissing() {
    for (Scenario scenario : Scenario.values()) {
      long[][] rows = answer(scenario);
      long[][] fewer = java.util.Arrays.copyOf(rows, rows.length - 1);
      assertThat(check(scenario, fewer)).as("%s", scenario).startsWith("rows are missing");
    }
  }

  @Test
  void shouldRefuseWhenRowComesTwice() {
    for (Scenario scenario : Scenario.values()) {
      long[][] rows = answer(scenario);
      for (int i = 0; i < rows.length; i++) {
        long[][] more = java.util.Arrays.copyOf(rows, rows.length + 1);
        more[rows.length] = rows[i];
        assertThat(check(scenario, more)).as("%s, row %s", scenario, i).isNotNull();
      }
    }
  }

  @Test
  void shouldRefuseWhenAnyValueIsWrong() {
    for (Scenario scenario : Scenario.values()) {
      long[][] rows = answer(scenario);
      for (int cell = 0; cell < rows.length * 3; cell++) {
        rows[cell / 3][cell % 3]++;
        String mismatch = check(scenario, rows);
        rows[cell / 3][cell % 3]--;
        assertThat(mismatch).as("%s, cell %s", scenario, cell).isNotNull();
      }
    }
  }

  @Test
  void shouldRefuseWhenRowsOfOneKeyAreSwapped() {
    for (Scenario scenario : new Scenario[] {Scenario.S1, Scenario.S2, Scenario.S3B}) {
      long[][] rows = answer(scenario).clone();
      long[] first = rows[0];
      rows[0] = rows[2];
      rows[2] = first;
      assertThat(check(scenario, rows)).as("%s", scenario).startsWith("wrong ");
    }
  }

  @Test
  void shouldDrawBarsWhenValuesDiffer() {
    assertThat(Sparkline.of(new double[] {1, 2, 8})).isEqualTo("▁▂█");
    assertThat(Sparkline.of(new double[] {3, 3})).isEqualTo("▁▁");
    assertThat(Sparkline.of(new double[0])).isEmpty();
    assertThat(Sparkline.shorten(new double[] {1, 3, 5, 7, 9}, 2)).containsExactly(2, 7);
    assertThat(Sparkline.shorten(new double[] {1, 3}, 5)).containsExactly(1, 3);
  }
}
