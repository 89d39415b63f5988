package io.millrace.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.KeyGroups;
import io.millrace.engine.Router;
import io.millrace.engine.RowFailureException;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.memory.MemoryBudget;
import io.millrace.query.Routing;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a query on as many engines as there are partitions, driven by hand; behind each batch their
 * state goes to another number of them, to and fro. One use.
 */
final class RepartitionedRun {
  private static final int OUTPUT_ROWS = 64;

  private final CompiledCorpus corpus;
  private final int batchRows;
  private final int before;
  private final int after;
  private final Router router;
  private final Outcome outcome = new Outcome();
  private final MemoryBudget budget = new MemoryBudget("corpus", 1 << 28);
  private List<StreamExecutionEngine> engines;
  private int batches;

  /**
   * A run.
   *
   * @param batchRows most rows of an input batch
   * @param before partitions before the first batch
   * @param after partitions behind it
   */
  RepartitionedRun(CompiledCorpus corpus, int batchRows, int before, int after) {
    Routing routing = corpus.query().routing();
    this.corpus = corpus;
    this.batchRows = batchRows;
    this.before = routing.isSingle() ? 1 : before;
    this.after = routing.isSingle() ? 1 : after;
    this.router = routing.routerFactory() == null ? null : routing.routerFactory().create();
  }

  /** Runs to the end of input. */
  Outcome run() {
    feed();
    call(StreamExecutionEngine::onEndOfInput);
    engines.forEach(StreamExecutionEngine::flush);
    close();
    return outcome;
  }

  /** Runs until all rows are in, and gives the state of all engines. */
  List<MemorySnapshot> snapshotBehindRows() {
    feed();
    List<MemorySnapshot> snapshots = snapshots();
    close();
    return snapshots;
  }

  private void feed() {
    engines = create(before);
    ArrivalClock clock = new ArrivalClock(corpus.stream().watermark());
    RecordBatch earlier = corpus.earlier();
    for (int row = 0; row < earlier.rowCount(); row++) {
      clock.arrive(earlier, row);
    }
    call(engine -> engine.onWatermark(clock.watermarkNs()));
    RecordBatch rows = corpus.input();
    for (int from = 0; from < rows.rowCount(); from += batchRows) {
      RecordBatch batch = new RecordBatch(rows.schema(), batchRows);
      int count = Math.min(batchRows, rows.rowCount() - from);
      for (int row = 0; row < count; row++) {
        batch.appendRow(rows, from + row);
        clock.arrive(batch, row);
      }
      divide(batch, clock.watermarkNs());
      batches++;
      repartition(batches % 2 == 0 ? before : after);
    }
  }

  /** Gives each engine its rows of a batch, as publishers would. */
  private void divide(RecordBatch batch, long watermarkNs) {
    int partitions = engines.size();
    byte[] keyGroups = new byte[batch.rowCount()];
    if (router != null) {
      router.route(batch, keyGroups);
    }
    for (int partition = 0; partition < partitions; partition++) {
      RecordBatch part = new RecordBatch(batch.schema(), batchRows);
      for (int row = 0; row < batch.rowCount(); row++) {
        int owner =
            corpus.query().routing().isAny()
                ? batches % partitions
                : KeyGroups.partition(keyGroups[row], partitions);
        if (owner == partition) {
          part.appendRow(batch, row);
        }
      }
      call(engines.get(partition), engine -> engine.onBatch(part, watermarkNs));
    }
  }

  private void repartition(int partitions) {
    List<MemorySnapshot> snapshots = snapshots();
    long state = stateSize();
    close();
    engines = create(partitions);
    for (int partition = 0; partition < partitions; partition++) {
      for (MemorySnapshot snapshot : snapshots) {
        MemorySnapshot.Reader reader = snapshot.reader(partition, partitions, router);
        engines.get(partition).restore(reader);
        assertThat(reader.isAtEnd()).as("whether a snapshot is read to its end").isTrue();
      }
    }
    assertThat(stateSize()).as("state of all engines").isEqualTo(state);
  }

  private List<MemorySnapshot> snapshots() {
    List<MemorySnapshot> snapshots = new ArrayList<>();
    for (StreamExecutionEngine engine : engines) {
      engine.flush();
      MemorySnapshot snapshot = new MemorySnapshot();
      engine.snapshot(snapshot);
      snapshots.add(snapshot);
    }
    return snapshots;
  }

  private long stateSize() {
    return engines.stream().mapToLong(StreamExecutionEngine::stateSize).sum();
  }

  private List<StreamExecutionEngine> create(int partitions) {
    List<StreamExecutionEngine> created = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      created.add(
          corpus
              .query()
              .factory()
              .create(
                  new EngineContext(
                      budget,
                      OUTPUT_ROWS,
                      this::take,
                      (batch, row, reason) -> outcome.addLate(),
                      new CountedRefusals(outcome),
                      partitions)));
    }
    return created;
  }

  private void close() {
    engines.forEach(StreamExecutionEngine::close);
    assertThat(budget.usedBytes()).as("memory after close").isZero();
  }

  private RecordBatch take(RecordBatch output) {
    outcome.addAll(output);
    output.clear();
    return output;
  }

  private interface Step {
    void on(StreamExecutionEngine engine);
  }

  private void call(Step step) {
    engines.forEach(engine -> call(engine, step));
  }

  private void call(StreamExecutionEngine engine, Step step) {
    Step next = step;
    while (next != null) {
      try {
        next.on(engine);
        next = null;
      } catch (RowFailureException e) {
        outcome.addFailure(e.getMessage());
        next = StreamExecutionEngine::resume;
      }
    }
  }
}
