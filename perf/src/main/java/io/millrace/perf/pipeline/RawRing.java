package io.millrace.perf.pipeline;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import com.lmax.disruptor.util.DaemonThreadFactory;
import io.millrace.batch.RecordBatch;
import io.millrace.type.Schema;

/**
 * A Disruptor with nothing of Millrace around it, whose handler only counts.
 *
 * <pre>
 *   batches ---- copy ----> RING ----> handler that counts rows
 *   rows ---- one long each ----> RING ----> handler that counts rows
 * </pre>
 *
 * <p>What end to end can reach at most if rows are copied, and if they are passed one by one.
 */
final class RawRing implements AutoCloseable {
  private static final int SLOTS_OF_ROWS = 1 << 16;
  private static final int SLOTS_OF_BATCHES = 32;

  /** One slot: a batch, or the value of one row. */
  private static final class Slot {
    private final RecordBatch batch;
    private long value;

    Slot(RecordBatch batch) {
      this.batch = batch;
    }
  }

  private final Disruptor<Slot> disruptor;
  private final RingBuffer<Slot> ring;
  private volatile long handledRows;

  private RawRing(int slots, Schema schema, int batchRows, boolean batches) {
    disruptor =
        new Disruptor<>(
            () -> new Slot(batches ? new RecordBatch(schema, batchRows) : null),
            slots,
            DaemonThreadFactory.INSTANCE,
            ProducerType.SINGLE,
            new YieldingWaitStrategy());
    disruptor.handleEventsWith(batches ? countBatches() : countRows());
    ring = disruptor.start();
  }

  /** A ring of slots that each hold a batch of this schema and capacity. */
  static RawRing ofBatches(Schema schema, int batchRows) {
    return new RawRing(SLOTS_OF_BATCHES, schema, batchRows, true);
  }

  /** A ring of slots that each hold one long. */
  static RawRing ofRows() {
    return new RawRing(SLOTS_OF_ROWS, null, 0, false);
  }

  private EventHandler<Slot> countBatches() {
    return new EventHandler<>() {
      private long rows;

      @Override
      public void onEvent(Slot slot, long sequence, boolean endOfBatch) {
        rows += slot.batch.rowCount();
        if (endOfBatch) {
          handledRows = rows;
        }
      }
    };
  }

  private EventHandler<Slot> countRows() {
    return new EventHandler<>() {
      private long rows;
      private long values;

      @Override
      public void onEvent(Slot slot, long sequence, boolean endOfBatch) {
        values += slot.value;
        rows++;
        if (endOfBatch) {
          handledRows = values < 0 ? -1 : rows;
        }
      }
    };
  }

  /** Passes copies of batches; back when all were counted. */
  void passBatches(RecordBatch[] batches) {
    long expected = handledRows;
    for (RecordBatch batch : batches) {
      long sequence = ring.next();
      RecordBatch copy = ring.get(sequence).batch;
      copy.clear();
      copy.appendRange(batch, 0, batch.rowCount());
      ring.publish(sequence);
      expected += batch.rowCount();
    }
    await(expected);
  }

  /** Passes rows one by one; back when all were counted. */
  void passRows(long rows) {
    long expected = handledRows + rows;
    for (long row = 0; row < rows; row++) {
      long sequence = ring.next();
      ring.get(sequence).value = row;
      ring.publish(sequence);
    }
    await(expected);
  }

  private void await(long rows) {
    while (handledRows != rows) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    disruptor.shutdown();
  }
}
