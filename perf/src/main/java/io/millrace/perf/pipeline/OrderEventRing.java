package io.millrace.perf.pipeline;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.ProducerType;
import io.millrace.batch.RecordBatch;
import io.millrace.perf.scenario.Workload;
import java.util.Arrays;

/**
 * What one writes by hand around a Disruptor: an event a row, and a handler that adds the amount up
 * by customer and passes on the new count and sum.
 *
 * <pre>
 *   rows ---- one event each ----> RING ----> handler: count and sum by customer
 * </pre>
 */
final class OrderEventRing implements AutoCloseable {
  private static final int SLOTS = 1 << 16;

  @SuppressWarnings("UnusedVariable") // All columns travel, as they do in batches.
  private static final class OrderEvent {
    private long orderId;
    private long customerId;
    private long totalAmount;
    private long amount;
    private long eventTime;
  }

  private final RingBuffer<OrderEvent> ring =
      RingBuffer.create(ProducerType.SINGLE, OrderEvent::new, SLOTS, new YieldingWaitStrategy());
  private final long[] counts;
  private final long[] sums;
  private final BatchEventProcessor<OrderEvent> processor;
  private final Thread thread;

  /** What the handler's subscriber would see last; read once the ring is empty. */
  private long lastCount;

  private long lastSum;

  OrderEventRing(int customers) {
    counts = new long[customers];
    sums = new long[customers];
    processor = new BatchEventProcessorBuilder().build(ring, ring.newBarrier(), this::onEvent);
    ring.addGatingSequences(processor.getSequence());
    thread = new Thread(processor, "order-event-ring");
    thread.setDaemon(true);
    thread.start();
  }

  /** Customers are small numbers, so their own indices: kinder than a hash table. */
  private void onEvent(OrderEvent event, long sequence, boolean endOfBatch) {
    int customer = (int) event.customerId;
    counts[customer]++;
    sums[customer] += event.totalAmount;
    lastCount = counts[customer];
    lastSum = sums[customer];
  }

  /** Passes rows one by one; back when all are handled. */
  void pass(RecordBatch[] batches) {
    for (RecordBatch batch : batches) {
      long[] ids = batch.column(Workload.ORDER_ID).longs();
      long[] customers = batch.column(Workload.CUSTOMER_ID).longs();
      long[] totals = batch.column(Workload.TOTAL_AMOUNT).longs();
      long[] amounts = batch.column(Workload.AMOUNT).longs();
      long[] times = batch.column(Workload.EVENT_TIME).longs();
      for (int row = 0; row < batch.rowCount(); row++) {
        long sequence = ring.next();
        OrderEvent event = ring.get(sequence);
        event.orderId = ids[row];
        event.customerId = customers[row];
        event.totalAmount = totals[row];
        event.amount = amounts[row];
        event.eventTime = times[row];
        ring.publish(sequence);
      }
    }
    while (processor.getSequence().get() < ring.getCursor()) {
      Thread.onSpinWait();
    }
  }

  /** Sum over all customers; only while nothing is passed. */
  long total() {
    return lastCount + lastSum == 0 ? 0 : Arrays.stream(sums).sum();
  }

  @Override
  public void close() throws InterruptedException {
    processor.halt();
    thread.join();
  }
}
