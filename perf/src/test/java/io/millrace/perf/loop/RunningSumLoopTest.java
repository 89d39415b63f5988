package io.millrace.perf.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.RecordBatch;
import io.millrace.batch.RowKind;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class RunningSumLoopTest {
  private static final int ROWS = 64;

  private static RecordBatch batch() {
    RecordBatch batch =
        new RecordBatch(new Workload(Scenario.S2, ROWS, ROWS, 1).stream().schema(), ROWS);
    for (int i = 0; i < ROWS; i++) {
      batch.column(Workload.CUSTOMER_ID).longs()[i] = i % 3 - 1L;
      batch.column(Workload.AMOUNT).longs()[i] = i % 8 < 6 ? Long.MAX_VALUE - i : Long.MIN_VALUE;
    }
    batch.rowCount(ROWS);
    return batch;
  }

  private static BigInteger sum(long high, long low) {
    return BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
  }

  @Test
  void shouldGiveExactSumsWhenTheyDoNotFitIntoALong() {
    RecordBatch batch = batch();
    LoopOutput running = new LoopOutput(ROWS, null);
    RunningSumLoop loop = new RunningSumLoop();
    FinalSumLoop last = new FinalSumLoop();
    BigInteger[] sums = {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO};
    for (int pass = 0; pass < 3; pass++) {
      loop.onBatch(batch, running);
      last.onBatch(batch, new LoopOutput(ROWS, null));
      for (int i = 0; i < ROWS; i++) {
        long amount = batch.column(Workload.AMOUNT).longs()[i];
        sums[i % 3] = sums[i % 3].add(BigInteger.valueOf(amount));
        assertThat(running.first[i]).isEqualTo(i % 3 - 1);
        assertThat(sum(running.thirdHigh[i], running.third[i])).isEqualTo(sums[i % 3]);
        assertThat(running.kinds[i])
            .isEqualTo(pass == 0 && i < 3 ? RowKind.INSERT : RowKind.UPDATE_AFTER);
      }
    }
    LoopOutput end = new LoopOutput(ROWS, null);
    last.onEnd(end);
    assertThat(end.rows()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      int customer = (int) end.first[i] + 1;
      assertThat(sum(end.thirdHigh[i], end.third[i])).isEqualTo(sums[customer]);
    }
  }
}
