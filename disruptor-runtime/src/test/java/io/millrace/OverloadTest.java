package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.TestOrders.Collected;
import io.millrace.batch.RecordBatch;
import io.millrace.publish.PublishResult;
import io.millrace.publish.StreamPublisher;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverloadTest {
  private static final int BATCH_ROWS = 4;
  private static final int RING_SLOTS = 4;
  private static final String BY_CUSTOMER =
      "SELECT customer_id, COUNT(*) AS n FROM orders GROUP BY customer_id";

  /** Waits at its first row until it is let go. */
  private static final class Gate extends Collected {
    private final CountDownLatch open = new CountDownLatch(1);

    @Override
    public void onRows(RecordBatch batch, int partition, long sequence) {
      try {
        open.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      super.onRows(batch, partition, sequence);
    }
  }

  private static MillraceConfig config(OverloadPolicy policy, int partitions) {
    return MillraceConfig.defaults()
        .withBatchRows(BATCH_ROWS)
        .withRingSlots(RING_SLOTS)
        .withPartitions(partitions)
        .withOverload(policy);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldTellThePublisherAndLoseNothingWhenItFailsFast(int partitions) {
    Gate gate = new Gate();
    int accepted = 0;
    int refused = 0;
    try (Millrace engine = Millrace.start(config(OverloadPolicy.FAIL_FAST, partitions))) {
      engine.execute(TestOrders.DDL);
      engine.subscribe(BY_CUSTOMER, Delivery.PARTITION, gate);
      StreamPublisher orders = engine.publisher("orders");
      for (int id = 0; id < 200; id++) {
        int result = TestOrders.publish(orders, id, id % 7, 1, 0);
        accepted += result == PublishResult.ACCEPTED ? 1 : 0;
        refused += result == PublishResult.BACK_PRESSURED ? 1 : 0;
      }
      gate.open.countDown();
    }
    assertThat(accepted + refused).isEqualTo(200);
    assertThat(refused).isPositive();
    assertThat(gate.rows).hasSize(accepted);
  }

  @Test
  void shouldCountWhatItDropsWhenThePolicyIsToDrop() {
    Gate gate = new Gate();
    long dropped;
    try (Millrace engine = Millrace.start(config(OverloadPolicy.DROP_NEWEST, 2))) {
      engine.execute(TestOrders.DDL);
      engine.subscribe(BY_CUSTOMER, Delivery.PARTITION, gate);
      StreamPublisher orders = engine.publisher("orders");
      for (int id = 0; id < 200; id++) {
        TestOrders.publish(orders, id, id % 7, 1, 0);
      }
      dropped = orders.droppedRows();
      gate.open.countDown();
    }
    assertThat(dropped).isPositive();
    assertThat(gate.rows).hasSize((int) (200 - dropped));
  }

  @Test
  void shouldAcceptAWholeBatchOrNothingOfItWhenItFailsFast() {
    Gate gate = new Gate();
    int acceptedRows = 0;
    int refusedRows = 0;
    try (Millrace engine = Millrace.start(config(OverloadPolicy.FAIL_FAST, 3))) {
      engine.execute(TestOrders.DDL);
      engine.subscribe(BY_CUSTOMER, Delivery.PARTITION, gate);
      StreamPublisher orders = engine.publisher("orders");
      RecordBatch batch = new RecordBatch(orders.stream().schema(), 3);
      for (int row = 0; row < 3; row++) {
        batch.column(0).longs()[row] = row;
        batch.column(1).longs()[row] = row;
        batch.column(2).longs()[row] = row;
        batch.column(3).longs()[row] = 0;
      }
      batch.rowCount(3);
      for (int i = 0; i < 50; i++) {
        boolean accepted = orders.publish(batch) == PublishResult.ACCEPTED;
        acceptedRows += accepted ? 3 : 0;
        refusedRows += accepted ? 0 : 3;
      }
      gate.open.countDown();
    }
    assertThat(refusedRows).isPositive();
    assertThat(gate.rows).hasSize(acceptedRows);
  }

  @Test
  void shouldWaitAndDeliverEverythingWhenItBlocks() {
    Collected collected = new Collected();
    try (Millrace engine = Millrace.start(config(OverloadPolicy.BLOCK, 2))) {
      engine.execute(TestOrders.DDL);
      engine.subscribe(BY_CUSTOMER, Delivery.ORDERED, collected);
      StreamPublisher orders = engine.publisher("orders");
      for (int id = 0; id < 50_000; id++) {
        assertThat(TestOrders.publish(orders, id, id % 7, 1, 0)).isZero();
      }
    }
    assertThat(collected.rows).hasSize(50_000);
  }
}
