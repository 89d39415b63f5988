package io.millrace.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.RecordBatch;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import org.junit.jupiter.api.Test;

class BarCheckTest {
  private static final long MINUTE_NS = 60_000_000_000L;
  private static final long[][] BARS = {
    {MINUTE_NS, 100_00, 300_00, 3_00000000L, 2, 166_666666L},
    {3 * MINUTE_NS, 50_00, 50_00, 1L, 1, 50_000000L}
  };

  private final TradeArrays trades =
      new TradeArrays(
          new long[] {MINUTE_NS, 2 * MINUTE_NS - 1, 3 * MINUTE_NS},
          new long[] {300_00, 100_00, 50_00},
          new long[] {1_00000000L, 2_00000000L, 1L});

  private String check(long[]... bars) {
    DataType number = DataType.of(TypeKind.BIGINT);
    Schema schema =
        Schema.of(
            new Column("minute", number),
            new Column("low", number),
            new Column("high", number),
            new Column("volume", number),
            new Column("trades", number),
            new Column("vwap", DataType.decimal(18, 6)));
    RecordBatch batch = new RecordBatch(schema, 4);
    for (int row = 0; row < bars.length; row++) {
      for (int i = 0; i < bars[row].length; i++) {
        batch.column(i).longs()[row] = bars[row][i];
      }
    }
    batch.rowCount(bars.length);
    BarCheck check = new BarCheck(trades);
    check.accept(batch);
    return check.mismatch();
  }

  @Test
  void shouldAcceptWhenBarsAreRight() {
    assertThat(check(BARS)).isNull();
  }

  @Test
  void shouldRefuseWhenAnyValueIsWrong() {
    for (int cell = 0; cell < 12; cell++) {
      BARS[cell / 6][cell % 6] += 2;
      String mismatch = check(BARS);
      BARS[cell / 6][cell % 6] -= 2;
      assertThat(mismatch).as("cell %s", cell).isNotNull();
    }
  }

  @Test
  void shouldRefuseWhenBarIsMissingOrComesTwice() {
    assertThat(check(BARS[0])).startsWith("rows are missing");
    assertThat(check(BARS[1])).isNotNull();
    assertThat(check(BARS[0], BARS[1], BARS[1])).startsWith("bar should not be there");
  }
}
