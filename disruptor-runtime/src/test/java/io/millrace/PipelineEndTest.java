package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.TestOrders.Collected;
import io.millrace.engine.EngineContext;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.memory.MemoryBudget;
import io.millrace.publish.StreamPublisher;
import io.millrace.query.CompiledQuery;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PipelineEndTest {
  private static final String COUNTS =
      "SELECT customer_id, COUNT(*) AS n FROM orders GROUP BY customer_id";

  static List<String> threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .sorted()
        .toList();
  }

  static void awaitNoThreads(String prefix) throws InterruptedException {
    while (!threads(prefix).isEmpty()) {
      Thread.sleep(1);
    }
  }

  @Test
  void shouldEndThreadsAndFreeMemoryWhenTheLastQueryGoesAndBeginAnewWithTheNext()
      throws InterruptedException {
    MillraceConfig config = MillraceConfig.defaults().withName("last-query").withPartitions(2);
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      StreamPublisher orders = engine.publisher("orders");
      for (int round = 0; round < 5; round++) {
        Collected collected = new Collected();
        Query first = engine.subscribe(COUNTS, Delivery.ORDERED, collected);
        Query second = engine.subscribe(COUNTS, Delivery.PARTITION, new Collected());
        for (long id = 0; id < 2_000; id++) {
          TestOrders.publish(orders, id, id, 1, 0);
        }
        orders.flush();
        engine.drain();
        assertThat(engine.memoryBudget().usedBytes()).isPositive();
        first.cancel();
        assertThat(threads("last-query")).hasSize(3);
        second.cancel();
        awaitNoThreads("last-query");
        assertThat(engine.memoryBudget().usedBytes()).isZero();
        assertThat(collected.rows).hasSize(2_000);
        TestOrders.publish(orders, 1, 1, 1, 0);
      }
      assertThat(engine.drop("orders")).isTrue();
      assertThatThrownBy(() -> engine.publisher("orders")).hasMessageStartingWith("unknown stream");
    }
  }

  @Test
  void shouldRefuseToDropAStreamThatAQueryReads() {
    try (Millrace engine = Millrace.start()) {
      engine.execute(TestOrders.DDL);
      engine.subscribe(COUNTS, Delivery.ORDERED, new Collected());
      assertThatThrownBy(() -> engine.drop("orders"))
          .hasMessage("stream is read by a query: stream=orders; cancel the queries that read it");
    }
  }

  @Test
  void shouldNotHoldUpPublishersWhenQueriesComeAndGo() throws InterruptedException {
    MillraceConfig config =
        MillraceConfig.defaults().withPartitions(2).withRingSlots(2).withBatchRows(4);
    int publishers = 3;
    int rows = 20_000;
    Collected steady = new Collected();
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      engine.subscribe("SELECT order_id FROM orders", Delivery.ORDERED, steady);
      List<Thread> threads = new ArrayList<>();
      for (int p = 0; p < publishers; p++) {
        long from = (long) p * rows;
        StreamPublisher orders = engine.publisher("orders");
        Thread thread =
            new Thread(
                () -> {
                  for (long id = from; id < from + rows; id++) {
                    TestOrders.publish(orders, id, id % 9, 1, 0);
                  }
                  orders.close();
                });
        threads.add(thread);
        thread.start();
      }
      while (threads.stream().anyMatch(Thread::isAlive)) {
        engine.subscribe(COUNTS, Delivery.ORDERED, new Collected()).cancel();
      }
    }
    Map<String, Integer> times = new TreeMap<>();
    steady.rows.forEach(row -> times.merge(row, 1, Integer::sum));
    assertThat(times).hasSize(publishers * rows).allSatisfy((row, n) -> assertThat(n).isEqualTo(1));
  }

  @Test
  void shouldLetGeneratedClassesBeUnloadedWhenTheirQueriesAreGone() throws InterruptedException {
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    try (Millrace engine = Millrace.start()) {
      engine.execute(TestOrders.DDL);
      Query last = engine.subscribe(COUNTS, Delivery.ORDERED, new Collected());
      for (int i = 0; i < 200; i++) {
        String sql =
            "SELECT customer_id, COUNT(*) AS n FROM orders WHERE amount > "
                + i
                + " GROUP BY customer_id";
        loaders.add(loaderOf(engine.compile(sql)));
        Query query = engine.subscribe(sql, Delivery.PARTITION, new Collected());
        StreamPublisher orders = engine.publisher("orders");
        TestOrders.publish(orders, i, 1, 1_000, 0);
        orders.close();
        loaders.add(loaderOf(query.compiled()));
        if (i % 2 == 0) {
          query.cancel();
        } else {
          query.replace(COUNTS, new Collected()).query().cancel();
        }
        engine.drain();
      }
      assertThat(loaders).hasSize(400);
      while (loaders.stream().filter(loader -> loader.get() != null).count() > 2) {
        System.gc();
        Thread.sleep(10);
      }
      assertThat(last.stopped()).isFalse();
    }
  }

  private static WeakReference<ClassLoader> loaderOf(CompiledQuery query) {
    EngineContext context =
        new EngineContext(
            MemoryBudget.unlimited(), 16, rows -> rows, (batch, row, reason) -> {}, null);
    try (StreamExecutionEngine engine = query.factory().create(context)) {
      assertThat(engine.getClass().getPackageName()).isEqualTo("io.millrace.generated");
      return new WeakReference<>(engine.getClass().getClassLoader());
    }
  }
}
