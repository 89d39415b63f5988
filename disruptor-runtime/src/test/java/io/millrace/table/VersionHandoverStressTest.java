package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.RecordBatch;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The writer alone against readers: each sequence stores its own number in every row, in two calls,
 * so that a version which shows another number anywhere is torn.
 */
class VersionHandoverStressTest {
  private static final int ROWS = 20;
  private static final long SEQUENCES = 100_000;
  private static final DataType BIGINT = DataType.of(TypeKind.BIGINT).withNullable(false);
  private static final Schema SCHEMA = Schema.of(new Column("k", BIGINT), new Column("v", BIGINT));

  private final VersionHandover handover = new VersionHandover();
  private final TableWriter writer =
      new TableWriter(
          new TableLayout(SCHEMA, new int[] {0}, 4, 4),
          Long.MAX_VALUE,
          handover,
          failure -> {},
          null);
  private volatile boolean done;

  private void write(RecordBatch batch, long sequence, int from, int to) {
    batch.clear();
    for (int row = from; row < to; row++) {
      batch.column(0).longs()[row - from] = row;
      batch.column(1).longs()[row - from] = sequence;
    }
    batch.rowCount(to - from);
    writer.onRows(batch, 0, sequence);
  }

  private void write() {
    RecordBatch batch = new RecordBatch(SCHEMA, ROWS);
    for (long sequence = 0; sequence < SEQUENCES; sequence++) {
      write(batch, sequence, 0, ROWS / 2);
      write(batch, sequence, ROWS / 2, ROWS);
      writer.onSequence(sequence);
    }
    done = true;
  }

  private static void check(PublishedVersion version) {
    LeafWalk walk = new LeafWalk();
    int rows = 0;
    for (walk.beginAtFirst(version.root()); walk.leaf() != null; walk.next()) {
      for (int row = 0; row < walk.leaf().count(); row++) {
        assertThat(walk.leaf().rows().column(0).longs()[row]).isEqualTo(rows);
        assertThat(walk.leaf().rows().column(1).longs()[row]).isEqualTo(version.sequence());
        rows++;
      }
    }
    assertThat(rows).isEqualTo(version.sequence() < 0 ? 0 : ROWS);
    assertThat(version.rows()).isEqualTo(rows);
  }

  private long read(Random random) {
    List<PublishedVersion> held = new ArrayList<>();
    long last = -1;
    long taken = 0;
    while (!done || taken == 0) {
      PublishedVersion version = handover.take();
      taken++;
      check(version);
      assertThat(version.sequence()).isGreaterThanOrEqualTo(last);
      last = version.sequence();
      switch (random.nextInt(8)) {
        case 0 -> held.add(version);
        case 1 -> Thread.onSpinWait();
        default -> version.release();
      }
      if (held.size() > 3) {
        PublishedVersion old = held.remove(random.nextInt(held.size()));
        check(old);
        old.release();
      }
    }
    held.forEach(VersionHandoverStressTest::check);
    return taken;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void shouldNeverShowHalfASequenceNorHoldUpTheWriter(int readers) throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    ExecutorService threads = Executors.newFixedThreadPool(readers);
    try {
      List<Future<Long>> found = new ArrayList<>();
      for (int i = 0; i < readers; i++) {
        Random own = new Random(random.nextLong());
        found.add(threads.submit((Callable<Long>) () -> read(own)));
      }
      write();
      for (Future<Long> reader : found) {
        assertThat(reader.get()).as("seed=" + seed).isPositive();
      }
    } finally {
      done = true;
      threads.shutdownNow();
    }
    PublishedVersion version = handover.take();
    assertThat(version.sequence()).as("seed=" + seed).isEqualTo(SEQUENCES - 1);
  }

  @Test
  void shouldStoreALargeSequenceBesideTheVersionThatReadersSee() {
    RecordBatch batch = new RecordBatch(SCHEMA, 1000);
    for (int from = 0; from < 50_000; from += 1000) {
      write(batch, 0, from, from + 1000);
      PublishedVersion before = handover.take();
      assertThat(before.rows()).isZero();
      before.release();
    }
    writer.onSequence(0);
    PublishedVersion version = handover.take();
    assertThat(version.rows()).isEqualTo(50_000);
    assertThat(version.sequence()).isZero();
  }

  @Test
  void shouldWriteInPlaceAgainWhenNobodyHoldsTheVersionAnyMore() {
    RecordBatch batch = new RecordBatch(SCHEMA, ROWS);
    write(batch, 0, 0, ROWS);
    writer.onSequence(0);
    PublishedVersion first = handover.take();
    first.release();
    Node root = first.root();
    write(batch, 1, 0, ROWS);
    writer.onSequence(1);
    PublishedVersion second = handover.take();
    assertThat(second).isSameAs(first);
    assertThat(second.root()).isSameAs(root);
    write(batch, 2, 0, ROWS);
    writer.onSequence(2);
    PublishedVersion third = handover.take();
    assertThat(third).isNotSameAs(second);
    assertThat(third.root()).isNotSameAs(root);
    check(second);
    check(third);
  }
}
