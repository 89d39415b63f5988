package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.TestOrders.Collected;
import io.millrace.batch.RecordBatch;
import io.millrace.publish.StreamPublisher;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PublisherThreadTest {
  private static final String IDS = "SELECT order_id FROM orders";

  private static void onThread(String name, Runnable work) throws InterruptedException {
    Thread thread = new Thread(work, name);
    thread.start();
    thread.join();
  }

  @Test
  void shouldNameBothThreadsWhenAPublisherIsUsedByTwo() throws InterruptedException {
    Collected collected = new Collected();
    AtomicReference<Throwable> seen = new AtomicReference<>();
    try (Millrace engine = Millrace.start()) {
      engine.execute(TestOrders.DDL);
      engine.subscribe(IDS, Delivery.ORDERED, collected);
      StreamPublisher orders = engine.publisher("orders");
      TestOrders.publish(orders, 1, 1, 1, 0);
      Runnable publish = () -> TestOrders.publish(orders, 2, 1, 1, 0);
      onThread(
          "second",
          () -> {
            try {
              publish.run();
            } catch (IllegalStateException e) {
              seen.set(e);
            }
          });
      assertThat(seen.get())
          .hasMessage(
              "publisher used by two threads: stream=orders, owner="
                  + Thread.currentThread().getName()
                  + ", caller=second; open a publisher for each thread, or let the owner call"
                  + " handOver()");
      orders.row();
      orders.handOver();
      onThread("third", publish);
      TestOrders.publish(orders, 3, 1, 1, 0);
    }
    assertThat(collected.rows).containsExactly("+I 1", "+I 2", "+I 3");
  }

  @Test
  void shouldGoOnWaitingAndStayInterruptedWhenAPublisherIsInterruptedAtAFullRing()
      throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Collected collected =
        new Collected() {
          @Override
          public void onRows(RecordBatch batch, int partition, long sequence) {
            entered.countDown();
            try {
              release.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            super.onRows(batch, partition, sequence);
          }
        };
    AtomicReference<Boolean> interrupted = new AtomicReference<>();
    MillraceConfig config = MillraceConfig.defaults().withBatchRows(2).withRingSlots(2);
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      engine.subscribe(IDS, Delivery.PARTITION, collected);
      StreamPublisher orders = engine.publisher("orders");
      Thread publisher =
          new Thread(
              () -> {
                for (long id = 0; id < 1_000; id++) {
                  TestOrders.publish(orders, id, 1, 1, 0);
                }
                interrupted.set(Thread.currentThread().isInterrupted());
              });
      publisher.start();
      entered.await();
      publisher.interrupt();
      publisher.join(20);
      assertThat(publisher.isAlive()).isTrue();
      release.countDown();
      publisher.join();
    }
    assertThat(interrupted.get()).isTrue();
    assertThat(collected.rows).hasSize(1_000);
  }

  @Test
  void shouldLetASubscriberPublishIntoAnotherStream() {
    Collected collected = new Collected();
    MillraceConfig config = MillraceConfig.defaults().withBatchRows(2).withRingSlots(2);
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      engine.execute("CREATE STREAM found (id BIGINT)");
      StreamPublisher found = engine.publisher("found");
      engine.subscribe(
          IDS,
          Delivery.ORDERED,
          (RecordBatch rows, int partition, long sequence) -> {
            for (int i = 0; i < rows.rowCount(); i++) {
              found.row().setLong(0, rows.column(0).longs()[i]).end();
            }
          });
      engine.subscribe("SELECT id FROM found", Delivery.ORDERED, collected);
      StreamPublisher orders = engine.publisher("orders");
      for (long id = 0; id < 1_000; id++) {
        TestOrders.publish(orders, id, 1, 1, 0);
      }
      engine.endInput("orders");
      assertThatThrownBy(orders::row).hasMessageStartingWith("publisher is closed: stream=orders");
    }
    assertThat(collected.rows).hasSize(1_000);
  }

  @Test
  void shouldFailInsteadOfWaitingForItselfWhenASubscriberPublishesIntoItsOwnFullRing() {
    MillraceConfig config =
        MillraceConfig.defaults().withName("echo").withBatchRows(2).withRingSlots(2);
    Query query;
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      StreamPublisher echo = engine.publisher("orders");
      query =
          engine.subscribe(
              IDS,
              Delivery.PARTITION,
              (RecordBatch rows, int partition, long sequence) -> {
                for (int i = 0; i < 100; i++) {
                  TestOrders.publish(echo, i, 1, 1, 0);
                }
              });
      try (StreamPublisher orders = engine.publisher("orders")) {
        TestOrders.publish(orders, 1, 1, 1, 0);
      }
      while (query.failure() == null) {
        Thread.onSpinWait();
      }
    }
    assertThat(query.failure())
        .hasMessageContaining(
            "ring is full and its own subscriber publishes, which would wait for itself:"
                + " stream=orders, thread=echo-orders-0-partition-0; publish from another thread");
  }
}
