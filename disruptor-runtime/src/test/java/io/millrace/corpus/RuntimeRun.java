package io.millrace.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Delivery;
import io.millrace.FailurePolicy;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.Query;
import io.millrace.WaitMode;
import io.millrace.batch.RecordBatch;
import io.millrace.output.QueryFailedException;
import io.millrace.output.Subscriber;
import io.millrace.publish.StreamPublisher;
import io.millrace.query.CompiledStatement.InsertRows;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A way of running a query through the embedding API.
 *
 * @param partitions partitions of each pipeline
 * @param batchRows most rows in a batch
 * @param waitMode how partitions wait
 * @param delivery how output is delivered
 */
record RuntimeRun(int partitions, int batchRows, WaitMode waitMode, Delivery delivery) {

  /** Collects what a subscriber is told. */
  private record Collector(Outcome outcome, AtomicInteger completed) implements Subscriber {
    @Override
    public void onRows(RecordBatch rows, int partition, long sequence) {
      outcome.addAll(rows);
    }

    @Override
    public void onLateRow(RecordBatch batch, int row, long sequence, String reason) {
      outcome.addLate();
    }

    @Override
    public void onDeadLetter(RecordBatch batch, int row, long sequence, String reason) {
      if (reason.equals("no event time")) {
        outcome.addDeadLetter();
      } else {
        outcome.addFailure(reason);
      }
    }

    @Override
    public void onFailedGroup(String group, long sequence, String reason) {
      outcome.addFailure("group=(" + group + "); " + reason);
    }

    @Override
    public void onError(QueryFailedException failure) {
      outcome.addFailure(failure.getMessage());
    }

    @Override
    public void onComplete() {
      completed.incrementAndGet();
    }
  }

  /** Runs; rows that fail are left out. */
  Outcome run(CompiledCorpus corpus) {
    return run(corpus, FailurePolicy.DEAD_LETTER);
  }

  /** Runs with a policy for rows that fail. */
  Outcome run(CompiledCorpus corpus, FailurePolicy policy) {
    MillraceConfig config =
        MillraceConfig.defaults()
            .withName("corpus")
            .withPartitions(partitions)
            .withBatchRows(batchRows)
            .withWaitMode(waitMode)
            .withFailure(policy)
            .withSharedPublishing(delivery == Delivery.ORDERED);
    Outcome outcome = new Outcome();
    AtomicInteger completed = new AtomicInteger();
    Millrace engine = Millrace.start(config);
    Query query;
    try (engine) {
      corpus.streams().forEach(engine::define);
      insert(engine, corpus.before());
      query = engine.subscribe(corpus.query(), delivery, new Collector(outcome, completed));
      insert(engine, corpus.after());
    }
    assertThat(engine.memoryBudget().usedBytes()).as("memory after close").isZero();
    assertThat(query.lateRows()).isEqualTo(outcome.lateRows());
    if (policy == FailurePolicy.DEAD_LETTER) {
      assertThat(query.failure()).isNull();
      assertThat(query.deadLetters()).isEqualTo(outcome.deadLetters() + outcome.failures().size());
      assertThat(query.rowsOut()).isEqualTo(outcome.rows().size());
      assertThat(completed).hasValue(1);
    } else {
      assertThat(query.stopped()).isEqualTo(!outcome.failures().isEmpty());
    }
    return outcome;
  }

  /** One publisher a stream, as one INSERT after another sees the watermark of those before. */
  private static void insert(Millrace engine, List<InsertRows> inserts) {
    for (InsertRows insert : inserts) {
      try (StreamPublisher publisher = engine.publisher(insert.stream())) {
        publisher.publish(insert.rows());
      }
    }
  }

  @Override
  public String toString() {
    return partitions + " partitions, batches of " + batchRows + ", " + waitMode + ", " + delivery;
  }
}
