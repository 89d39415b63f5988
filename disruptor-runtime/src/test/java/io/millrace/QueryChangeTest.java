package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.TestOrders.Collected;
import io.millrace.batch.RecordBatch;
import io.millrace.publish.StreamPublisher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class QueryChangeTest {
  private static final String IDS = "SELECT order_id FROM orders";
  private static final String COUNTS =
      "SELECT customer_id, COUNT(*) AS n FROM orders GROUP BY customer_id";
  private static final String POSITIVE_COUNTS =
      "SELECT customer_id, COUNT(*) AS n FROM orders WHERE amount > 0 GROUP BY customer_id";
  private static final String WINDOWS =
      "SELECT window_start, customer_id, COUNT(*) AS n FROM orders"
          + " TUMBLE(event_time, INTERVAL '10' SECOND) GROUP BY window_start, customer_id";

  private static MillraceConfig config(int partitions) {
    return MillraceConfig.defaults().withPartitions(partitions).withBatchRows(16);
  }

  /** Publishes orders until it is told to stop, on a thread of its own. */
  private static final class Source extends Thread {
    private final StreamPublisher orders;
    private volatile boolean enough;
    private volatile long published;

    Source(Millrace engine) {
      super("test-source");
      orders = engine.publisher("orders");
    }

    @Override
    public void run() {
      long id = 0;
      for (; !enough; id++) {
        TestOrders.publish(orders, id, id % 7, 1 + id % 5, id / 50);
        published = id + 1;
      }
      orders.close();
    }

    /** Waits until that many rows more are published. */
    void proceed(long rows) {
      long until = published + rows;
      while (published < until) {
        Thread.onSpinWait();
      }
    }

    long finish() throws InterruptedException {
      enough = true;
      join();
      return published;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void shouldNeitherLoseNorDoubleARowWhenAQueryIsReplacedWhileRowsFlow(int partitions)
      throws InterruptedException {
    Collected ids = new Collected();
    long published;
    try (Millrace engine = Millrace.start(config(partitions))) {
      engine.execute(TestOrders.DDL);
      Query query = engine.subscribe(IDS, Delivery.ORDERED, ids);
      Source source = new Source(engine);
      source.start();
      for (int i = 0; i < 40; i++) {
        source.proceed(200);
        Query old = query;
        query = query.replace(i % 2 == 0 ? IDS + " WHERE order_id >= 0" : IDS).query();
        assertThat(query.addedAt()).isEqualTo(old.removedAt());
      }
      published = source.finish();
    }
    assertThat(ids.sorted())
        .isEqualTo(LongStream.range(0, published).mapToObj(id -> "+I " + id).sorted().toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void shouldGoOnCountingWhenTheNewQueryKeepsTheSameState(int partitions)
      throws InterruptedException {
    for (String sql : List.of(COUNTS, WINDOWS)) {
      Collected replaced = new Collected();
      Collected plain = new Collected();
      try (Millrace engine = Millrace.start(config(partitions))) {
        engine.execute(TestOrders.DDL);
        Query query = engine.subscribe(sql, Delivery.ORDERED, replaced);
        engine.subscribe(sql, Delivery.ORDERED, plain);
        Source source = new Source(engine);
        source.start();
        for (int i = 0; i < 20; i++) {
          source.proceed(300);
          String filter = i % 2 == 0 ? " WHERE amount > 0 GROUP BY" : " GROUP BY";
          Replacement replacement = query.replace(sql.replace(" GROUP BY", filter));
          assertThat(replacement.reason()).isEmpty();
          assertThat(replacement.stateKept()).isTrue();
          query = replacement.query();
        }
        source.finish();
      }
      assertThat(replaced.sorted()).isEqualTo(plain.sorted());
      assertThat(plain.rows).isNotEmpty();
    }
  }

  @Test
  void shouldBeginEmptyAndSayWhyWhenTheNewQueryKeepsOtherState() {
    Collected collected = new Collected();
    try (Millrace engine = Millrace.start()) {
      engine.execute(TestOrders.DDL);
      Query query = engine.subscribe(COUNTS, Delivery.ORDERED, collected);
      StreamPublisher orders = engine.publisher("orders");
      TestOrders.publish(orders, 1, 5, 10, 0);
      orders.flush();
      Replacement replacement =
          query.replace(
              "SELECT customer_id, SUM(amount) AS n FROM orders GROUP BY customer_id", collected);
      assertThat(replacement.stateKept()).isFalse();
      assertThat(replacement.reason())
          .isEqualTo("aggregates differ: was [COUNT(*)], is [SUM(amount)]");
      TestOrders.publish(orders, 2, 5, 30, 0);
      orders.flush();
      engine.drain();
      assertThat(query.stopped()).isTrue();
    }
    assertThat(collected.rows).hasSize(2).startsWith("+I 5 1");
  }

  @Test
  void shouldRefuseAReplacementThatTheSubscriberOrTheSequenceCannotFollow() {
    try (Millrace engine = Millrace.start()) {
      engine.execute(TestOrders.DDL);
      Query query = engine.subscribe(COUNTS, Delivery.ORDERED, new Collected());
      assertThatThrownBy(() -> query.replace(IDS))
          .hasMessageStartingWith("query has other columns: was=")
          .hasMessageEndingWith("; give a subscriber that takes the new columns");
      assertThatThrownBy(() -> query.replace(IDS, new Collected()))
          .hasMessageStartingWith("query has other keys, so no one sequence divides the two: was=");
      assertThat(query.stopped()).isFalse();
      query.cancel();
      assertThatThrownBy(() -> query.replace(POSITIVE_COUNTS))
          .hasMessage("query has ended: query=1; subscribe to another one");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void shouldReplaceByOtherKeysWithoutLossWhenOneThreadDoesEverything(int partitions) {
    Collected collected = new Collected();
    MillraceConfig config = config(partitions).withSharedPublishing(false);
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      StreamPublisher orders = engine.publisher("orders");
      Query query = engine.subscribe(IDS, Delivery.ORDERED, collected);
      for (long id = 0; id < 1_000; id++) {
        TestOrders.publish(orders, id, id % 7, 1, 0);
        if (id == 499) {
          Replacement replacement =
              query.replace(
                  "SELECT order_id, ROW_NUMBER() OVER (PARTITION BY customer_id"
                      + " ORDER BY event_time) AS n FROM orders",
                  collected);
          assertThat(replacement.reason()).startsWith("operator differ: was none, is ROW_NUMBER");
        }
      }
    }
    assertThat(collected.rows.stream().map(row -> row.split(" ", 3)[1]).map(Long::valueOf).sorted())
        .isEqualTo(LongStream.range(0, 1_000).boxed().toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void shouldSeeNoRowsWhilePausedAndKeepItsState(int partitions) {
    Collected collected = new Collected();
    Query query;
    try (Millrace engine = Millrace.start(config(partitions))) {
      engine.execute(TestOrders.DDL);
      query = engine.subscribe(COUNTS, Delivery.ORDERED, collected);
      StreamPublisher orders = engine.publisher("orders");
      for (long id = 0; id < 300; id++) {
        if (id == 100) {
          orders.flush();
          query.pause();
          assertThat(query.paused()).isTrue();
        }
        if (id == 200) {
          orders.flush();
          query.resume();
        }
        TestOrders.publish(orders, id, 1, 1, 0);
      }
    }
    List<String> expected = new ArrayList<>();
    for (int n = 1; n <= 200; n++) {
      expected.add((n == 1 ? "+I" : "+U") + " 1 " + n);
    }
    assertThat(collected.rows).isEqualTo(expected);
    assertThat(query.rowsSkipped()).isEqualTo(100);
    assertThat(query.rowsIn()).isEqualTo(200);
    assertThat(collected.completions).hasSize(1);
  }

  @Test
  void shouldCloseWindowsThatHavePassedWhenAPausedQueryGoesOn() {
    Collected collected = new Collected();
    try (Millrace engine = Millrace.start()) {
      engine.execute(TestOrders.DDL);
      Query query = engine.subscribe(WINDOWS, Delivery.ORDERED, collected);
      StreamPublisher orders = engine.publisher("orders");
      TestOrders.publish(orders, 1, 1, 1, 1);
      orders.flush();
      query.pause();
      TestOrders.publish(orders, 2, 1, 1, 2);
      TestOrders.publish(orders, 3, 1, 1, 60);
      orders.flush();
      engine.drain();
      assertThat(collected.rows).isEmpty();
      query.resume();
      engine.drain();
      assertThat(collected.rows).containsExactly("+I 0 1 1");
    }
    assertThat(collected.rows).hasSize(1);
  }

  @Test
  void shouldPutOutAllRowsBeforeItsEndAndNoneAfter() {
    Collected collected = new Collected();
    try (Millrace engine = Millrace.start(config(2))) {
      engine.execute(TestOrders.DDL);
      Query query = engine.subscribe(COUNTS, Delivery.ORDERED, collected);
      engine.subscribe(IDS, Delivery.ORDERED, new Collected());
      StreamPublisher orders = engine.publisher("orders");
      for (long id = 0; id < 5_000; id++) {
        TestOrders.publish(orders, id, 1, 1, 0);
      }
      orders.flush();
      long removedAt = query.cancel();
      assertThat(removedAt).isGreaterThan(query.addedAt()).isEqualTo(query.removedAt());
      assertThat(query.cancel()).isEqualTo(removedAt);
      TestOrders.publish(orders, 5_000, 1, 1, 0);
    }
    assertThat(collected.rows).hasSize(5_000);
    assertThat(collected.completions).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldDeliverNothingMoreWhenItsSubscriberCancelsIt(boolean shared)
      throws InterruptedException {
    List<Long> seen = Collections.synchronizedList(new ArrayList<>());
    AtomicReference<Query> query = new AtomicReference<>();
    MillraceConfig config =
        config(1)
            .withName("cancelled-by-itself")
            .withRingSlots(2)
            .withBatchRows(1)
            .withSharedPublishing(shared);
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      query.set(
          engine.subscribe(
              IDS,
              Delivery.PARTITION,
              (RecordBatch rows, int partition, long sequence) -> {
                seen.add(rows.column(0).longs()[0]);
                if (rows.column(0).longs()[0] == 10) {
                  query.get().cancel();
                }
              }));
      StreamPublisher orders = engine.publisher("orders");
      for (long id = 0; id < 1_000; id++) {
        TestOrders.publish(orders, id, 1, 1, 0);
      }
      orders.close();
      engine.drain();
      assertThat(query.get().stopped()).isTrue();
      PipelineEndTest.awaitNoThreads("cancelled-by-itself");
    }
    assertThat(seen).isEqualTo(LongStream.rangeClosed(0, 10).boxed().toList());
  }

  private final List<String> printed = new ArrayList<>();

  private void print(String line) {
    printed.add(line);
  }

  @Test
  void shouldSayWhetherStateWasKeptAsTheDocumentationShows() throws IOException {
    try (Millrace engine = Millrace.start()) {
      engine.execute(TestOrders.DDL);
      Query query = engine.subscribe(COUNTS, Delivery.ORDERED, new Collected());
      // example: replace
      Replacement replacement =
          query.replace(
              "SELECT customer_id, COUNT(*) AS n FROM orders WHERE amount > 0 GROUP BY customer_id");
      print(replacement.stateKept() ? "kept" : "empty: " + replacement.reason());
      // end of example
    }
    assertThat(printed).containsExactly("kept");
    DocumentedExample.check("QueryChangeTest", "replace");
  }
}
