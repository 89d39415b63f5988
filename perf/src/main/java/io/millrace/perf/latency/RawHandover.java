package io.millrace.perf.latency;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.dsl.ProducerType;
import org.HdrHistogram.Histogram;

/**
 * A bare Disruptor: one long an event, one handler that only records.
 *
 * <pre>
 *   publisher ---- RING (long) ----> handler
 * </pre>
 */
final class RawHandover implements Handover {
  private static final int SLOTS = 1024;

  private static final class LongEvent {
    private long dueNs;
  }

  private final RingBuffer<LongEvent> ring;
  private final BatchEventProcessor<LongEvent> processor;
  private final Thread thread;
  private final ArrivedLatencies latencies = new ArrivedLatencies();

  RawHandover(WaitStrategy wait) {
    ring = RingBuffer.create(ProducerType.SINGLE, LongEvent::new, SLOTS, wait);
    processor =
        new BatchEventProcessorBuilder()
            .build(ring, ring.newBarrier(), (event, at, end) -> latencies.arrived(event.dueNs));
    ring.addGatingSequences(processor.getSequence());
    thread = new Thread(processor, "raw-handover");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void publish(long dueNs) {
    long sequence = ring.next();
    ring.get(sequence).dueNs = dueNs;
    ring.publish(sequence);
  }

  @Override
  public Histogram take(long messages) {
    return latencies.take(messages);
  }

  @Override
  public void close() {
    processor.halt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
