package io.millrace.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.RowFailureException;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.memory.MemoryBudget;

/**
 * Runs a query on one engine, driven by hand. One use.
 *
 * <p>Rows that fail are left out: the engine goes on behind them.
 */
final class DirectRun {
  private final CompiledCorpus corpus;
  private final int batchRows;
  private final int outputCapacity;
  private final boolean restarts;
  private final Outcome outcome = new Outcome();
  private final MemoryBudget budget = new MemoryBudget("corpus", 1 << 28);
  private StreamExecutionEngine engine;

  /**
   * A run.
   *
   * @param batchRows most rows of an input batch
   * @param outputCapacity rows of an output batch
   * @param restarts whether each batch goes to a new engine, restored from the one before
   */
  DirectRun(CompiledCorpus corpus, int batchRows, int outputCapacity, boolean restarts) {
    this.corpus = corpus;
    this.batchRows = batchRows;
    this.outputCapacity = outputCapacity;
    this.restarts = restarts;
  }

  Outcome run() {
    engine = create();
    ArrivalClock clock = new ArrivalClock(corpus.stream().watermark());
    RecordBatch earlier = corpus.earlier();
    for (int row = 0; row < earlier.rowCount(); row++) {
      clock.arrive(earlier, row);
    }
    call(() -> engine.onWatermark(clock.watermarkNs()));
    RecordBatch rows = corpus.input();
    for (int from = 0; from < rows.rowCount(); from += batchRows) {
      RecordBatch batch = new RecordBatch(rows.schema(), batchRows);
      int count = Math.min(batchRows, rows.rowCount() - from);
      for (int row = 0; row < count; row++) {
        batch.appendRow(rows, from + row);
        clock.arrive(batch, row);
      }
      call(() -> engine.onBatch(batch, clock.watermarkNs()));
      if (restarts) {
        restart();
      }
    }
    call(engine::onEndOfInput);
    engine.flush();
    if (isStateGoneAtTheEnd()) {
      assertThat(engine.stateSize()).as("state after the end of input").isZero();
    }
    engine.close();
    assertThat(budget.usedBytes()).as("memory after close").isZero();
    return outcome;
  }

  private boolean isStateGoneAtTheEnd() {
    return corpus.query().plan().contains("TumblingWindow(");
  }

  private StreamExecutionEngine create() {
    return corpus
        .query()
        .factory()
        .create(
            new EngineContext(
                budget,
                outputCapacity,
                this::take,
                (batch, row, reason) -> outcome.addLate(),
                new CountedRefusals(outcome)));
  }

  private RecordBatch take(RecordBatch output) {
    outcome.addAll(output);
    output.clear();
    return output;
  }

  private void call(Runnable step) {
    Runnable next = step;
    while (next != null) {
      try {
        next.run();
        next = null;
      } catch (RowFailureException e) {
        outcome.addFailure(e.getMessage());
        next = engine::resume;
      }
    }
  }

  private void restart() {
    engine.flush();
    MemorySnapshot snapshot = new MemorySnapshot();
    engine.snapshot(snapshot);
    engine.close();
    assertThat(budget.usedBytes()).as("memory after close").isZero();
    engine = create();
    MemorySnapshot.Reader reader = snapshot.reader();
    engine.restore(reader);
    assertThat(reader.isAtEnd()).as("whether a snapshot is read to its end").isTrue();
  }
}
