package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.TestOrders.Collected;
import io.millrace.publish.StreamPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatermarkTest {
  private static final String WINDOWS =
      "SELECT window_start, customer_id, COUNT(*) AS n FROM orders"
          + " TUMBLE(event_time, INTERVAL '10' SECOND) GROUP BY window_start, customer_id";
  private static final String NUMBERS =
      "SELECT order_id, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY event_time) AS rn"
          + " FROM orders";
  private static final int ROWS = 3_000;
  private static final long DELAY_SECONDS = 2;
  private static final long WINDOW_SECONDS = 10;

  private record Order(long id, long customer, long seconds) {}

  /** Orders of which many come behind the watermark, some by far. */
  private static List<Order> orders() {
    SplittableRandom random = new SplittableRandom(17);
    List<Order> orders = new ArrayList<>();
    for (int id = 0; id < ROWS; id++) {
      long jitter = random.nextInt(10) == 0 ? random.nextLong(40) : random.nextLong(4);
      orders.add(new Order(id, random.nextLong(20), id / 5 - jitter));
    }
    return orders;
  }

  /** The rule, naively: the watermark moves after each row. */
  private static List<Long> lateForWindows(List<Order> orders, boolean windows) {
    List<Long> late = new ArrayList<>();
    long max = Long.MIN_VALUE / 2;
    for (Order order : orders) {
      long watermark = max - DELAY_SECONDS;
      long end = Math.floorDiv(order.seconds(), WINDOW_SECONDS) * WINDOW_SECONDS + WINDOW_SECONDS;
      if (windows ? end <= watermark : order.seconds() < watermark) {
        late.add(order.id());
      }
      max = Math.max(max, order.seconds());
    }
    return late;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 7", "1, 4096", "2, 1", "2, 7", "3, 64", "8, 4096", "8, 7"})
  void shouldCallTheSameRowsLateWhateverTheBatchesAndPartitions(int partitions, int batchRows) {
    Collected windows = new Collected();
    Collected numbers = new Collected();
    MillraceConfig config =
        MillraceConfig.defaults().withPartitions(partitions).withBatchRows(batchRows);
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      engine.subscribe(WINDOWS, Delivery.PARTITION, windows);
      engine.subscribe(NUMBERS, Delivery.ORDERED, numbers);
      StreamPublisher orders = engine.publisher("orders");
      for (Order order : orders()) {
        TestOrders.publish(orders, order.id(), order.customer(), 1, order.seconds());
      }
    }
    assertThat(windows.late)
        .containsExactlyInAnyOrderElementsOf(lateForWindows(orders(), true))
        .isNotEmpty();
    assertThat(numbers.late).containsExactlyInAnyOrderElementsOf(lateForWindows(orders(), false));
    assertThat(numbers.rows).hasSize(ROWS - numbers.late.size());
  }

  @Test
  void shouldDeliverClosedWindowsInTheSameOrderHoweverFarPartitionsAreBehind() {
    CountDownLatch published = new CountDownLatch(1);
    List<String> behind = windowsInOrder(1024, published, published);
    List<String> closely = windowsInOrder(2, new CountDownLatch(0), published);
    assertThat(closely).isEqualTo(behind).hasSizeGreaterThan(100);
  }

  /**
   * Many customers in the first window, then one only, so that other partitions get nothing but
   * watermarks. Each row is a sequence of its own; partitions wait at their first row for {@code
   * gate}, and {@code published} is counted down behind the last.
   */
  private static List<String> windowsInOrder(
      int ringSlots, CountDownLatch gate, CountDownLatch published) {
    Collected windows = new Collected();
    MillraceConfig config =
        MillraceConfig.defaults().withPartitions(3).withBatchRows(1).withRingSlots(ringSlots);
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      engine.subscribe(
          "SELECT customer_id, COUNT(*) AS n FROM orders GROUP BY customer_id",
          Delivery.PARTITION,
          (rows, partition, sequence) -> await(gate));
      engine.subscribe(WINDOWS, Delivery.ORDERED, windows);
      StreamPublisher orders = engine.publisher("orders");
      for (int id = 0; id < 500; id++) {
        long customer = id < 20 ? id : 0;
        TestOrders.publish(orders, id, customer, 1, id < 20 ? 0 : 5L * id);
      }
      published.countDown();
    }
    return windows.rows;
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void shouldCloseWindowsOfAPartitionThatGetsNoRows() {
    Collected windows = new Collected();
    try (Millrace engine = Millrace.start(MillraceConfig.defaults().withPartitions(8))) {
      engine.execute(TestOrders.DDL);
      engine.subscribe(WINDOWS, Delivery.ORDERED, windows);
      StreamPublisher orders = engine.publisher("orders");
      for (int customer = 0; customer < 50; customer++) {
        TestOrders.publish(orders, customer, customer, 1, 1);
      }
      TestOrders.publish(orders, 99, 7, 1, 1_000);
      orders.flush();
      engine.drain();
      assertThat(windows.rows).hasSize(50);
    }
    assertThat(windows.rows).hasSize(51);
  }

  @Test
  void shouldCloseWindowsWhenTheWatermarkMovesWithoutARow() {
    Collected windows = new Collected();
    try (Millrace engine = Millrace.start(MillraceConfig.defaults().withPartitions(2))) {
      engine.execute(TestOrders.DDL);
      engine.subscribe(WINDOWS, Delivery.ORDERED, windows);
      StreamPublisher orders = engine.publisher("orders");
      TestOrders.publish(orders, 1, 1, 1, 1);
      orders.advanceWatermark(10 * TestOrders.SECOND_NS);
      engine.drain();
      assertThat(windows.rows).containsExactly("+I 0 1 1");
      TestOrders.publish(orders, 2, 1, 1, 9);
      orders.flush();
      engine.drain();
      assertThat(windows.late).containsExactly(2L);
    }
  }

  @Test
  void shouldTakeTheMinimumOverPublishersAndLoseNoRowOfTheSlowerOne() throws Exception {
    Collected windows = new Collected();
    int perPublisher = 4_000;
    MillraceConfig config = MillraceConfig.defaults().withPartitions(2).withBatchRows(16);
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      engine.subscribe(WINDOWS, Delivery.PARTITION, windows);
      CountDownLatch opened = new CountDownLatch(3);
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 3; t++) {
        int offset = t;
        StreamPublisher orders = engine.publisher("orders");
        Thread thread =
            new Thread(
                () -> {
                  opened.countDown();
                  try (orders) {
                    opened.await();
                    for (int i = 0; i < perPublisher; i++) {
                      TestOrders.publish(orders, i, offset, 1, i / 10);
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(windows.late).isEmpty();
    assertThat(windows.rows).hasSize(3 * perPublisher / 100);
    assertThat(windows.rows).allMatch(row -> row.endsWith(" 100"));
  }
}
