package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.TestOrders.Collected;
import io.millrace.batch.RecordBatch;
import io.millrace.publish.StreamPublisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class CloseTest {
  private static final String COUNTS =
      "SELECT customer_id, COUNT(*) AS n FROM orders GROUP BY customer_id";

  /** A subscriber that does not come back, whoever interrupts it, until it is released. */
  private static final class Hung extends Collected {
    final CountDownLatch entered = new CountDownLatch(1);
    volatile boolean released;

    @Override
    public void onRows(RecordBatch batch, int partition, long sequence) {
      entered.countDown();
      hang();
    }

    private void hang() {
      while (!released) {
        Thread.onSpinWait();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void shouldCloseAtTheDeadlineAndNameTheThreadThatASubscriberHolds(Delivery delivery)
      throws InterruptedException {
    Hung hung = new Hung();
    MillraceConfig config =
        MillraceConfig.defaults()
            .withName("hung-" + delivery)
            .withPartitions(3)
            .withBatchRows(4)
            .withRingSlots(4)
            .withCloseTimeout(Duration.ofMillis(100));
    Millrace engine = Millrace.start(config);
    engine.execute(TestOrders.DDL);
    engine.subscribe(COUNTS, Delivery.ORDERED, new Collected());
    engine.subscribe(COUNTS, delivery, hung);
    AtomicReference<Throwable> blocked = new AtomicReference<>();
    StreamPublisher orders = engine.publisher("orders");
    Thread publisher =
        new Thread(
            () -> {
              try {
                for (long id = 0; id < 1_000_000; id++) {
                  TestOrders.publish(orders, id, id, 1, 0);
                }
              } catch (IllegalStateException e) {
                blocked.set(e);
              }
            });
    publisher.start();
    hung.entered.await();
    String thread = delivery == Delivery.ORDERED ? "-delivery" : "-partition-";
    assertThatThrownBy(engine::close)
        .isInstanceOfSatisfying(
            UnfinishedException.class,
            e -> {
              assertThat(e.work())
                  .anySatisfy(
                      work -> {
                        assertThat(work.thread()).contains(thread);
                        assertThat(work.query()).isEqualTo(2);
                        assertThat(Arrays.toString(work.place().getStackTrace())).contains("hang");
                      });
              assertThat(e.getSuppressed()).hasSameSizeAs(e.work());
            })
        .hasMessageStartingWith("engine was closed before all output was delivered: name=hung-")
        .hasMessageContaining("CloseTest$Hung")
        .hasMessageEndingWith("see what the subscriber waits for, or allow more time");
    publisher.join();
    assertThat(blocked.get())
        .isNotNull()
        .satisfiesAnyOf(
            e -> assertThat(e).hasMessageStartingWith("rows are lost: the engine was closed"),
            e -> assertThat(e).hasMessageStartingWith("publisher is closed: stream=orders"));
    while (PipelineEndTest.threads("hung-").stream().anyMatch(name -> !name.contains(thread))) {
      Thread.sleep(1);
    }
    assertThat(PipelineEndTest.threads("hung-")).isNotEmpty();
    hung.released = true;
    PipelineEndTest.awaitNoThreads("hung-");
    assertThat(engine.memoryBudget().usedBytes()).isZero();
    engine.close();
  }

  @Test
  void shouldSayWhatIsUnfinishedWhenThereIsTooLittleTimeToDrain() throws InterruptedException {
    Hung hung = new Hung();
    try (Millrace engine = Millrace.start(MillraceConfig.defaults().withName("drained"))) {
      engine.execute(TestOrders.DDL);
      engine.subscribe(COUNTS, Delivery.PARTITION, hung);
      StreamPublisher orders = engine.publisher("orders");
      TestOrders.publish(orders, 1, 1, 1, 0);
      orders.flush();
      hung.entered.await();
      assertThatThrownBy(() -> engine.drain(Duration.ofMillis(20)))
          .isInstanceOf(UnfinishedException.class)
          .hasMessageStartingWith(
              "work was not finished in time: thread=drained-orders-0-partition-0, query=1,"
                  + " sequence=0, published=1, at=");
      hung.released = true;
      engine.drain(Duration.ofMinutes(1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldLoseNothingThatWasAcceptedWhenClosedWhileOthersPublish(int partitions)
      throws InterruptedException {
    MillraceConfig config =
        MillraceConfig.defaults().withPartitions(partitions).withBatchRows(64).withRingSlots(4);
    for (int round = 0; round < 60; round++) {
      Collected collected = new Collected();
      AtomicLong accepted = new AtomicLong();
      List<String> refusals = new ArrayList<>();
      Millrace engine = Millrace.start(config);
      engine.execute(TestOrders.DDL);
      engine.subscribe("SELECT order_id FROM orders", Delivery.ORDERED, collected);
      List<Thread> threads = new ArrayList<>();
      CountDownLatch running = new CountDownLatch(2);
      for (int p = 0; p < 2; p++) {
        StreamPublisher orders = engine.publisher("orders");
        Thread thread =
            new Thread(
                () -> {
                  long own = 0;
                  try {
                    while (true) {
                      TestOrders.publish(orders, own, 1, 1, 0);
                      own++;
                      if (own == 10) {
                        running.countDown();
                      }
                    }
                  } catch (IllegalStateException e) {
                    synchronized (refusals) {
                      refusals.add(e.getMessage());
                    }
                  }
                  accepted.addAndGet(own);
                });
        threads.add(thread);
        thread.start();
      }
      running.await();
      engine.close();
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(collected.rows).hasSize((int) accepted.get());
      assertThat(refusals)
          .hasSize(2)
          .containsOnly("publisher is closed: stream=orders; open another one");
    }
  }

  @Test
  void shouldLeaveNothingBehindWhenStartedAndClosedAHundredTimes() throws InterruptedException {
    List<Millrace> engines = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      MillraceConfig config =
          MillraceConfig.defaults().withName("hundred").withPartitions(2).withRingSlots(2);
      Millrace engine = Millrace.start(config);
      engines.add(engine);
      engine.execute(TestOrders.DDL);
      engine.subscribe(COUNTS, Delivery.ORDERED, new Collected());
      TestOrders.publish(engine.publisher("orders"), 1, 1, 1, 0);
      if (i % 2 == 0) {
        engine.close();
      }
    }
    assertThat(PipelineEndTest.threads("hundred")).hasSize(50 * 3);
    engines.forEach(Millrace::close);
    assertThat(PipelineEndTest.threads("hundred")).isEmpty();
    assertThat(engines).allMatch(engine -> engine.memoryBudget().usedBytes() == 0);
  }

  @Test
  void shouldDeliverEverythingAndStayInterruptedWhenAnInterruptedThreadCloses() {
    Collected collected = new Collected();
    Millrace engine = Millrace.start();
    engine.execute(TestOrders.DDL);
    engine.subscribe(COUNTS, Delivery.ORDERED, collected);
    StreamPublisher orders = engine.publisher("orders");
    for (long id = 0; id < 5_000; id++) {
      TestOrders.publish(orders, id, 1, 1, 0);
    }
    Thread.currentThread().interrupt();
    engine.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(collected.rows).hasSize(5_000);
  }

  @Test
  void shouldWaitForTheFirstCloseWhenClosedTwiceAtATime() throws InterruptedException {
    for (int round = 0; round < 20; round++) {
      Millrace engine = Millrace.start(MillraceConfig.defaults().withName("twice"));
      engine.execute(TestOrders.DDL);
      engine.subscribe(COUNTS, Delivery.ORDERED, new Collected());
      Thread other = new Thread(engine::close);
      other.start();
      engine.close();
      assertThat(PipelineEndTest.threads("twice")).isEmpty();
      other.join();
    }
  }

  @Test
  void shouldGoOnWhenASubscriberLeavesItsThreadInterrupted() {
    Collected collected =
        new Collected() {
          @Override
          public void onRows(RecordBatch batch, int partition, long sequence) {
            super.onRows(batch, partition, sequence);
            Thread.currentThread().interrupt();
          }
        };
    try (Millrace engine = Millrace.start(MillraceConfig.defaults().withBatchRows(2))) {
      engine.execute(TestOrders.DDL);
      engine.subscribe(COUNTS, Delivery.PARTITION, collected);
      StreamPublisher orders = engine.publisher("orders");
      for (long id = 0; id < 500; id++) {
        TestOrders.publish(orders, id, 1, 1, 0);
        engine.drain();
      }
    }
    assertThat(collected.rows).hasSize(500);
    assertThat(collected.completions).hasSize(1);
  }
}
