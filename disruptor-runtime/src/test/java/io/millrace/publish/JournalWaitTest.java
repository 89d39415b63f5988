package io.millrace.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Delivery;
import io.millrace.MillraceConfig;
import io.millrace.batch.RecordBatch;
import io.millrace.durability.JournalMode;
import io.millrace.memory.MemoryBudget;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledStatement;
import io.millrace.query.QueryCompiler;
import io.millrace.ring.Origin;
import io.millrace.ring.Pipeline;
import io.millrace.ring.QueryLabel;
import io.millrace.ring.SequenceRecorder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What must wait until journals, which are slow here, have what was published before. */
class JournalWaitTest {
  private static final String DDL = "CREATE STREAM orders (id BIGINT NOT NULL, k BIGINT NOT NULL)";
  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(100);

  private final List<String> recorded = Collections.synchronizedList(new ArrayList<>());
  private final QueryCompiler compiler =
      ServiceLoader.load(QueryCompiler.class).findFirst().orElseThrow();
  private final Catalog catalog = new Catalog();
  private final StreamHub hub = hub();
  private final CompiledQuery rows = compile("SELECT id FROM orders");
  private final CompiledQuery totals = compile("SELECT k, COUNT(*) AS n FROM orders GROUP BY k");

  private final class SlowRecorder implements SequenceRecorder {
    private final int ring;

    SlowRecorder(int ring) {
      this.ring = ring;
    }

    @Override
    public void record(
        long sequence, int route, long watermarkNs, Origin origin, RecordBatch batch) {
      LockSupport.parkNanos(PAUSE_NS);
      recorded.add("row in ring " + ring);
    }

    @Override
    public void record(long sequence, long watermarkNs, Origin origin, byte[] control) {
      recorded.add("control in ring " + ring);
    }

    @Override
    public void force() {
      // Nothing is stored.
    }

    @Override
    public void roll(long firstSequence) {
      // There is one segment.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private StreamHub hub() {
    CompiledStatement.CreateStream orders =
        (CompiledStatement.CreateStream) compiler.open(DDL, "stream").next(catalog);
    catalog.add(orders.definition());
    StreamDurability durability = new StreamDurability(JournalMode.WRITTEN, SlowRecorder::new);
    durability.finishRecovery();
    return new StreamHub(
        orders.definition(),
        MillraceConfig.defaults(),
        new MemoryBudget("test", Long.MAX_VALUE, Long.MAX_VALUE),
        durability);
  }

  private CompiledQuery compile(String sql) {
    return (CompiledQuery) compiler.open(sql, "query").next(catalog);
  }

  private void add(int number, CompiledQuery query) {
    hub.add(
        new QueryLabel(number, "query " + number),
        query,
        Delivery.ORDERED,
        (batch, partition, sequence) -> {});
  }

  private void publishRow() {
    try (StreamPublisher publisher = hub.newPublisher("source")) {
      publisher.row().setLong(0, 1).setLong(1, 2).end();
    }
  }

  @AfterEach
  void stop() {
    hub.allPipelines().forEach(Pipeline::stop);
  }

  @Test
  void shouldBeginARingBehindWhatIsRecordedInAllOthers() {
    add(0, rows);
    publishRow();
    add(1, totals);
    assertThat(recorded).containsSubsequence("row in ring 0", "control in ring 1");
  }

  @Test
  void shouldSayThatRowsAreRecordedWhenTheyAre() {
    add(0, rows);
    publishRow();
    assertThat(hub.positions().of("source").rows()).isEqualTo(1);
    assertThat(recorded).contains("row in ring 0");
  }
}
