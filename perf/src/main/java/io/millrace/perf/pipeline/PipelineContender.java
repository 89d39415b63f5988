package io.millrace.perf.pipeline;

import io.millrace.Delivery;
import io.millrace.DurableEngine;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.WaitMode;
import io.millrace.batch.RecordBatch;
import io.millrace.durability.Durability;
import io.millrace.durability.JournalMode;
import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.Contender;
import io.millrace.perf.scenario.Workload;
import io.millrace.publish.StreamPublisher;
import java.io.IOException;

/**
 * Whole batches through publisher, ring and engines to a subscriber that counts.
 *
 * <pre>
 *              copy or exchange
 *   batches ---- publisher ----> RING ----> partition 0 (thread, engine) ----> subscriber
 *                 (measuring thread)  \---> partition 1 (thread, engine) ----> subscriber
 * </pre>
 *
 * <p>A pass has its own Millrace, whose ring and threads are made before its time starts and ended
 * after it; ending the input and taking all output is part of the pass.
 */
public final class PipelineContender implements Contender {
  private static final long MEMORY_BYTES = 4L << 30;

  private final int partitions;
  private final boolean exchange;
  private final JournalMode journal;
  private ScratchDirectory directory;
  private Workload workload;
  private Millrace millrace;
  private StreamPublisher publisher;
  private CountingSubscriber subscriber;

  private PipelineContender(int partitions, boolean exchange, JournalMode journal) {
    this.partitions = partitions;
    this.exchange = exchange;
    this.journal = journal;
  }

  /** Batches are copied into the ring; they stay the caller's. */
  public static PipelineContender publishing(int partitions) {
    return new PipelineContender(partitions, false, null);
  }

  /** Batches themselves are handed over where they need not be routed row by row. */
  public static PipelineContender exchanging(int partitions) {
    return new PipelineContender(partitions, true, null);
  }

  /** Batches are handed over to a durable engine, which takes no checkpoint but one at the end. */
  public static PipelineContender durable(int partitions, JournalMode journal) {
    return new PipelineContender(partitions, true, journal);
  }

  @Override
  public String name() {
    return (exchange ? "exchange" : "end to end")
        + ", partitions="
        + partitions
        + (journal == null ? "" : ", journal=" + journal);
  }

  @Override
  public void prepare(Workload newWorkload) {
    workload = newWorkload;
  }

  @Override
  public void ready() throws IOException {
    MillraceConfig config =
        MillraceConfig.defaults()
            .withName("bench")
            .withPartitions(partitions)
            .withBatchRows(workload.batchRows())
            .withWaitMode(WaitMode.YIELDING)
            .withSharedPublishing(false)
            .withMemoryBudgetBytes(MEMORY_BYTES);
    subscriber = new CountingSubscriber(partitions);
    if (journal == null) {
      millrace = Millrace.start(config);
      millrace.define(workload.stream());
      millrace.subscribe(workload.query(), Delivery.PARTITION, subscriber);
    } else {
      directory = ScratchDirectory.create();
      Durability durability = Durability.in(directory.path()).withJournal(journal);
      millrace = Millrace.start(config.withDurability(durability));
      millrace.define(workload.stream());
      DurableEngine durable = millrace.durable();
      durable.subscribe("bench", workload.query(), Delivery.PARTITION, subscriber);
      durable.recover();
    }
    publisher = millrace.publisher(workload.stream().name());
  }

  @Override
  public long run(Answer answer) {
    subscriber.check(answer != null);
    for (RecordBatch batch : workload.batches()) {
      if (exchange) {
        publisher.exchange(batch);
      } else {
        publisher.publish(batch);
      }
    }
    millrace.endInput(workload.stream().name());
    return subscriber.rows(answer);
  }

  @Override
  public void rest() throws IOException {
    if (millrace != null) {
      millrace.close();
      millrace = null;
      takeBack();
    }
    if (directory != null) {
      directory.close();
      directory = null;
    }
  }

  /** A batch that was handed over comes back empty, but with its values still in place. */
  private void takeBack() {
    for (RecordBatch batch : workload.batches()) {
      batch.rowCount(workload.batchRows());
    }
  }

  @Override
  public void close() throws IOException {
    rest();
    workload = null;
  }
}
