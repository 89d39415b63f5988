package io.millrace.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.RecordBatch;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TumblingRunTest {
  private static final Schema SCHEMA =
      Schema.of(List.of(new Column("t", DataType.of(TypeKind.BIGINT).withNullable(true))));

  private static int firstElsewhere(RecordBatch batch, int from, int to, long start, long end) {
    for (int row = from; row < to; row++) {
      long time = batch.column(0).longs()[row];
      boolean late = end <= batch.arrivalWatermark(row);
      if (batch.column(0).isNull(row) || time < start || time >= end || late) {
        return row;
      }
    }
    return to;
  }

  @Test
  void shouldEndWhereTheFirstRowIsElsewhereWhenRowsAscend() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 500; round++) {
      RecordBatch batch = new RecordBatch(SCHEMA, 300);
      long time = 0;
      for (int row = 0; row < 300; row++) {
        time += random.nextInt(3);
        batch.column(0).longs()[row] = time;
      }
      batch.rowCount(300);
      batch.markAscending(0);
      int from = random.nextInt(300);
      int to = random.nextInt(from + 1, 301);
      long start = random.nextInt(-10, 310);
      long end = start + random.nextInt(1, 300);
      assertThat(Tumbling.endOfRun(batch, 0, from, to, start, end))
          .isEqualTo(firstElsewhere(batch, from, to, start, end));
    }
  }

  @Test
  void shouldEndAtDisorderNullsAndLateRowsWhenOrderIsNotKnown() {
    SplittableRandom random = new SplittableRandom(12);
    for (int round = 0; round < 500; round++) {
      RecordBatch batch = new RecordBatch(SCHEMA, 100);
      for (int row = 0; row < 100; row++) {
        batch.column(0).longs()[row] = random.nextInt(40) < 39 ? random.nextInt(50) : 60;
        if (random.nextInt(40) == 0) {
          batch.column(0).setNull(row);
        }
      }
      batch.rowCount(100);
      if (random.nextBoolean()) {
        batch.markBehind(random.nextInt(100), random.nextInt(100));
      }
      int from = random.nextInt(100);
      assertThat(Tumbling.endOfRun(batch, 0, from, 100, 0, 50))
          .isEqualTo(firstElsewhere(batch, from, 100, 0, 50));
    }
  }

  @Test
  void shouldLookAtFewRowsWhenOrderIsNotKnown() {
    RecordBatch batch = new RecordBatch(SCHEMA, 1000);
    batch.rowCount(1000);
    assertThat(Tumbling.endOfRun(batch, 0, 10, 1000, 0, 50)).isEqualTo(10 + Tumbling.MOST_ROWS);
  }
}
