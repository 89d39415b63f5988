package io.millrace.perf.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.RecordBatch;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import org.junit.jupiter.api.Test;

class LateRowTest {
  private static final long HOUR_NS = 3_600_000_000_000L;
  private static final long[] TIMES = {HOUR_NS, 2 * HOUR_NS - 1, 3 * HOUR_NS, HOUR_NS, 3 * HOUR_NS};

  private static RecordBatch batch() {
    RecordBatch batch = new RecordBatch(new Workload(Scenario.S1, 8, 8, 1).stream().schema(), 8);
    System.arraycopy(TIMES, 0, batch.column(Workload.EVENT_TIME).longs(), 0, TIMES.length);
    batch.rowCount(TIMES.length);
    return batch;
  }

  private static long rows(ScenarioLoop loop) {
    LoopOutput out = new LoopOutput(8, null);
    loop.onBatch(batch(), out);
    loop.onEnd(out);
    return out.rows();
  }

  @Test
  void shouldLeaveARowOutWhenItsOrderOrWindowIsClosed() {
    assertThat(rows(new RowNumberLoop())).isEqualTo(4);
    assertThat(rows(new TumblingFinalLoop())).isEqualTo(2);
    assertThat(rows(new TumblingChangesLoop())).isEqualTo(4);
  }
}
