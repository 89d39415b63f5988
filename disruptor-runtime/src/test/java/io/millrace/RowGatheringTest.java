package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.TestOrders.Collected;
import io.millrace.batch.RecordBatch;
import io.millrace.publish.StreamPublisher;
import io.millrace.test.TestClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowGatheringTest {
  private static final String ALL = "SELECT order_id FROM orders";

  /** Waits at its first row until it is let go; counts calls. */
  private static final class Gate extends Collected {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    @Override
    public void onRows(RecordBatch batch, int partition, long sequence) {
      reached.countDown();
      try {
        open.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      super.onRows(batch, partition, sequence);
    }
  }

  private static void publish(StreamPublisher orders, int firstId, int endId) {
    for (int id = firstId; id < endId; id++) {
      TestOrders.publish(orders, id, id, 1, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 500})
  void shouldSendGatheredRowsWithTheFirstRowThatFindsThePartitionIdle(int gathered)
      throws InterruptedException {
    Gate gate = new Gate();
    MillraceConfig config = MillraceConfig.defaults().withPartitions(1).withClock(new TestClock());
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      engine.subscribe(ALL, Delivery.PARTITION, gate);
      StreamPublisher orders = engine.publisher("orders");
      engine.drain();
      publish(orders, 0, 1);
      gate.reached.await();
      publish(orders, 1, 1 + gathered);
      gate.open.countDown();
      engine.drain();
      assertThat(gate.rows).hasSize(1);
      publish(orders, 1 + gathered, 2 + gathered);
      engine.drain();
      assertThat(gate.rows).hasSize(2 + gathered);
    }
  }

  @Test
  void shouldSendRowsThatComeAloneAtOnceUntilFourSequencesAreUnderWay()
      throws InterruptedException {
    Gate gate = new Gate();
    TestClock clock = new TestClock();
    MillraceConfig config = MillraceConfig.defaults().withPartitions(1).withClock(clock);
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      engine.subscribe(ALL, Delivery.PARTITION, gate);
      StreamPublisher orders = engine.publisher("orders");
      engine.drain();
      for (int id = 0; id < 10; id++) {
        clock.advance(Duration.ofNanos(2_000));
        publish(orders, id, id + 1);
        gate.reached.await();
      }
      gate.open.countDown();
      engine.drain();
      // The first is at work, four wait behind it, and the others gather.
      assertThat(gate.rows).hasSize(5);
    }
    assertThat(gate.rows).hasSize(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldSendEachRowAtOnceWhileThePartitionsAreIdle(int partitions) {
    Collected collected = new Collected();
    try (Millrace engine = Millrace.start(MillraceConfig.defaults().withPartitions(partitions))) {
      engine.execute(TestOrders.DDL);
      engine.subscribe(ALL, Delivery.ORDERED, collected);
      StreamPublisher orders = engine.publisher("orders");
      for (int id = 0; id < 100; id++) {
        engine.drain();
        assertThat(collected.rows).hasSize(id);
        publish(orders, id, id + 1);
      }
    }
    assertThat(collected.rows).hasSize(100);
  }

  @Test
  void shouldPutWaitingRowsOfTheCallerBeforeWhatItAsksFor() throws InterruptedException {
    Gate gate = new Gate();
    Collected later = new Collected();
    try (Millrace engine = Millrace.start(MillraceConfig.defaults().withPartitions(1))) {
      engine.execute(TestOrders.DDL);
      Query first = engine.subscribe(ALL, Delivery.PARTITION, gate);
      StreamPublisher orders = engine.publisher("orders");
      engine.drain();
      publish(orders, 0, 1);
      gate.reached.await();
      publish(orders, 1, 5);
      engine.subscribe(ALL, Delivery.PARTITION, later);
      publish(orders, 5, 8);
      first.cancel();
      publish(orders, 8, 10);
      gate.open.countDown();
    }
    assertThat(gate.rows).hasSize(8);
    assertThat(later.rows).hasSize(5);
  }
}
