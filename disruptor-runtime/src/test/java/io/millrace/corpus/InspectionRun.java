package io.millrace.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.RowFailureException;
import io.millrace.engine.RowSink;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.memory.MemoryBudget;
import io.millrace.query.CompiledQuery;
import java.util.List;

/** Shows the state that snapshots of a query's engines hold as rows. One use. */
final class InspectionRun {
  private static final int OUTPUT_ROWS = 3;

  private final CompiledQuery inspection;
  private final Outcome outcome = new Outcome();
  private final MemoryBudget budget = new MemoryBudget("inspection", 1 << 28);

  InspectionRun(CompiledQuery query) {
    this.inspection = query.inspection();
  }

  /** The rows that are shown, as text; groups that cannot be computed count as failures. */
  Outcome run(List<MemorySnapshot> snapshots) {
    StreamExecutionEngine engine =
        inspection
            .factory()
            .create(
                new EngineContext(
                    budget, OUTPUT_ROWS, this::take, RowSink.NONE, new CountedRefusals(outcome)));
    for (MemorySnapshot snapshot : snapshots) {
      MemorySnapshot.Reader reader = snapshot.reader();
      engine.restore(reader);
      assertThat(reader.isAtEnd()).as("whether a snapshot is read to its end").isTrue();
    }
    end(engine);
    engine.flush();
    engine.close();
    assertThat(budget.usedBytes()).as("memory after close").isZero();
    return outcome;
  }

  private void end(StreamExecutionEngine engine) {
    Runnable next = engine::onEndOfInput;
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

  private RecordBatch take(RecordBatch output) {
    assertThat(output.schema()).isEqualTo(inspection.outputSchema());
    outcome.addAll(output);
    output.clear();
    return output;
  }

  /** Checks what is shown behind the last row, of engines of some partitions. */
  static void check(CompiledCorpus corpus, int partitions) {
    if (corpus.query().routing().isAny()) {
      assertThatThrownBy(() -> corpus.query().inspection())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("query without state: stream=" + corpus.query().stream());
      return;
    }
    Outcome expected = OracleRun.inspect(corpus);
    List<MemorySnapshot> snapshots =
        new RepartitionedRun(corpus, 3, partitions, partitions).snapshotBehindRows();
    Outcome shown = new InspectionRun(corpus.query()).run(snapshots);
    assertThat(text(shown))
        .as("rows that are shown")
        .containsExactlyInAnyOrderElementsOf(text(expected));
    assertThat(shown.failures())
        .as("failures, but for " + expected.failures())
        .hasSameSizeAs(expected.failures());
  }

  private static List<String> text(Outcome outcome) {
    return outcome.rows().stream().map(OutputRow::toString).toList();
  }
}
