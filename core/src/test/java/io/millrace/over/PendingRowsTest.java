package io.millrace.over;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.batch.RecordBatch;
import io.millrace.memory.MemoryBudget;
import io.millrace.memory.MemoryBudgetExceededException;
import io.millrace.state.MemorySnapshot;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PendingRowsTest {
  private static final Schema SCHEMA =
      Schema.of(
          new Column("t", DataType.timestamp(3).withNullable(false)),
          new Column("id", DataType.of(TypeKind.BIGINT)),
          new Column("name", DataType.of(TypeKind.VARCHAR)));

  private record Row(long eventTime, long id) {}

  private final RecordBatch one = new RecordBatch(SCHEMA, 1);
  private final RecordBatch out = new RecordBatch(SCHEMA, 1);

  private void add(PendingRows pending, long eventTime, long id) {
    one.clear();
    one.column(0).longs()[0] = eventTime;
    one.column(1).longs()[0] = id;
    byte[] name = ("row " + id).getBytes(StandardCharsets.UTF_8);
    one.column(2).setNull(0, id % 7 == 0);
    if (id % 7 != 0) {
      one.column(2).setVarchar(0, name, 0, name.length);
    }
    one.rowCount(1);
    pending.add(one, 0, eventTime);
  }

  private Row take(PendingRows pending) {
    out.clear();
    pending.moveFirst(out);
    long id = out.column(1).longs()[0];
    assertThat(out.column(2).isNull(0)).isEqualTo(id % 7 == 0);
    if (id % 7 != 0) {
      String name =
          new String(
              out.column(2).text(),
              out.column(2).offsets()[0],
              out.column(2).lengths()[0],
              StandardCharsets.UTF_8);
      assertThat(name).isEqualTo("row " + id);
    }
    return new Row(out.column(0).longs()[0], id);
  }

  @Test
  void shouldReleaseByEventTimeAndArrivalWhenRowsComeAndGoAtRandom() {
    SplittableRandom random = new SplittableRandom(3);
    List<Row> waiting = new ArrayList<>();
    MemoryBudget budget = MemoryBudget.unlimited();
    try (PendingRows pending = new PendingRows(SCHEMA, budget)) {
      long id = 0;
      for (int step = 0; step < 60_000; step++) {
        boolean add = waiting.isEmpty() || random.nextInt(100) < (step < 30_000 ? 60 : 40);
        if (add) {
          Row row = new Row(random.nextLong(1_000), id++);
          add(pending, row.eventTime(), row.id());
          waiting.add(row);
        } else {
          Row expected =
              waiting.stream()
                  .min(Comparator.comparingLong(Row::eventTime).thenComparingLong(Row::id))
                  .orElseThrow();
          assertThat(pending.firstEventTimeNs()).isEqualTo(expected.eventTime());
          assertThat(take(pending)).isEqualTo(expected);
          waiting.remove(expected);
        }
        if (waiting.size() > 3_000) {
          step = Math.max(step, 30_000);
        }
      }
      assertThat(pending.size()).isEqualTo(waiting.size());
    }
    assertThat(budget.usedBytes()).isZero();
  }

  @Test
  void shouldComeBackFromASnapshotInTheSameOrder() {
    MemorySnapshot snapshot = new MemorySnapshot();
    try (PendingRows pending = new PendingRows(SCHEMA, MemoryBudget.unlimited());
        PendingRows copy = new PendingRows(SCHEMA, MemoryBudget.unlimited())) {
      for (int i = 0; i < 3_000; i++) {
        add(pending, i % 5, i);
      }
      pending.snapshot(snapshot);
      copy.restore(snapshot, 0);
      while (pending.size() > 0) {
        assertThat(take(copy)).isEqualTo(take(pending));
      }
      assertThat(copy.size()).isZero();
    }
  }

  @Test
  void shouldRefuseRowsAndKeepTheOthersWhenOverBudget() {
    long pageBytes = new RecordBatch(SCHEMA, PendingRows.PAGE_ROWS).heapBytes();
    MemoryBudget budget = new MemoryBudget("test", 2 * pageBytes);
    try (PendingRows pending = new PendingRows(SCHEMA, budget)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 10 * PendingRows.PAGE_ROWS; i++) {
                  add(pending, i, i);
                }
              })
          .isInstanceOf(MemoryBudgetExceededException.class);
      assertThat(pending.size()).isEqualTo(2 * PendingRows.PAGE_ROWS);
      assertThat(take(pending)).isEqualTo(new Row(0, 0));
    }
    assertThat(budget.usedBytes()).isZero();
  }
}
