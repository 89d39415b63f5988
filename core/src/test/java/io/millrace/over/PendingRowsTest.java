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
    pending.add(one, 0, 1, 0);
  }

  private Row take(PendingRows pending) {
    out.clear();
    pending.move(out, Long.MAX_VALUE);
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

  @Test
  void shouldReleaseManyAtATimeInTheSameOrderWhenFewRowsAreOutOfOrder() {
    for (long seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RecordBatch many = new RecordBatch(SCHEMA, 700);
      RecordBatch moved = new RecordBatch(SCHEMA, 300);
      List<Row> added = new ArrayList<>();
      List<Row> released = new ArrayList<>();
      try (PendingRows pending = new PendingRows(SCHEMA, MemoryBudget.unlimited())) {
        for (int round = 0; round < 30; round++) {
          many.clear();
          int rows = 1 + random.nextInt(700);
          for (int i = 0; i < rows; i++) {
            long late = random.nextInt(20) == 0 ? random.nextLong(500) : 0;
            Row row = new Row((added.size() + 600) / 3 - late, added.size());
            many.column(0).longs()[i] = row.eventTime();
            many.column(1).longs()[i] = row.id();
            added.add(row);
          }
          many.rowCount(rows);
          for (int i = 0; i < rows; ) {
            i += pending.add(many, i, rows - i, 0);
          }
          release(pending, moved, (added.size() + 600) / 3 - 500, released);
        }
        release(pending, moved, Long.MAX_VALUE, released);
        assertThat(pending.size()).isZero();
      }
      added.sort(Comparator.comparingLong(Row::eventTime).thenComparingLong(Row::id));
      assertThat(released).as("seed=%d", seed).isEqualTo(added);
    }
  }

  private static void release(
      PendingRows pending, RecordBatch moved, long upToNs, List<Row> released) {
    moved.clear();
    pending.move(moved, upToNs);
    while (moved.rowCount() > 0) {
      for (int i = 0; i < moved.rowCount(); i++) {
        released.add(new Row(moved.column(0).longs()[i], moved.column(1).longs()[i]));
      }
      moved.clear();
      pending.move(moved, upToNs);
    }
  }

  @Test
  void shouldTakeWantedRowsOfSeveralAndKeepTheirOrderOfArrival() {
    MemorySnapshot one = new MemorySnapshot();
    MemorySnapshot other = new MemorySnapshot();
    try (PendingRows pending = new PendingRows(SCHEMA, MemoryBudget.unlimited())) {
      for (int i = 0; i < 3_000; i++) {
        add(pending, i / 100, i);
      }
      pending.snapshot(one);
      pending.snapshot(other);
    }
    try (PendingRows copy = new PendingRows(SCHEMA, MemoryBudget.unlimited())) {
      MemorySnapshot.Reader even = one.reader(g -> true, batch -> id(batch) % 2 == 0);
      MemorySnapshot.Reader odd = other.reader(g -> true, batch -> id(batch) % 2 == 1);
      copy.restore(even, 0);
      copy.restore(odd, 0);
      assertThat(even.isAtEnd()).isTrue();
      assertThat(odd.isAtEnd()).isTrue();
      assertThat(copy.size()).isEqualTo(3_000);
      for (int time = 0; time < 30; time++) {
        for (int i = 0; i < 100; i++) {
          long id = time * 100L + (i < 50 ? 2 * i : 2 * (i - 50) + 1);
          assertThat(take(copy)).isEqualTo(new Row(time, id));
        }
      }
    }
  }

  private static long id(RecordBatch batch) {
    return batch.column(1).longs()[0];
  }

  @Test
  void shouldLeaveNothingBehindWhenTheBudgetForbidsToRestore() {
    MemorySnapshot snapshot = new MemorySnapshot();
    try (PendingRows pending = new PendingRows(SCHEMA, MemoryBudget.unlimited())) {
      for (int i = 0; i < 5_000; i++) {
        add(pending, i, i);
      }
      pending.snapshot(snapshot);
    }
    MemoryBudget budget = new MemoryBudget("test", 200_000);
    PendingRows copy = new PendingRows(SCHEMA, budget);
    assertThatThrownBy(() -> copy.restore(snapshot, 0))
        .isInstanceOf(MemoryBudgetExceededException.class);
    assertThat(budget.usedBytes()).isPositive();
    copy.close();
    assertThat(budget.usedBytes()).isZero();
  }
}
