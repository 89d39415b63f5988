package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.TestOrders.Collected;
import io.millrace.batch.RecordBatch;
import io.millrace.publish.StreamPublisher;
import io.millrace.query.SqlException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleTest {
  private static final String IDS = "SELECT order_id FROM orders";
  private static final String BY_CUSTOMER =
      "SELECT customer_id, COUNT(*) AS n FROM orders GROUP BY customer_id";

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void shouldSeeExactlyTheRowsBehindItsStartAndBeforeItsEnd(int partitions) {
    List<Collected> collected = new ArrayList<>();
    MillraceConfig config =
        MillraceConfig.defaults()
            .withPartitions(partitions)
            .withBatchRows(7)
            .withSharedPublishing(false);
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      StreamPublisher orders = engine.publisher("orders");
      engine.subscribe(BY_CUSTOMER, Delivery.ORDERED, new Collected());
      Query middle = null;
      for (int id = 0; id < 1_000; id++) {
        if (id % 100 == 0) {
          Collected next = new Collected();
          collected.add(next);
          engine.subscribe(BY_CUSTOMER, Delivery.ORDERED, next);
        }
        if (id == 555) {
          middle = engine.subscribe(BY_CUSTOMER, Delivery.PARTITION, new Collected());
        }
        TestOrders.publish(orders, id, id % 13, 1, id);
      }
      middle.cancel();
    }
    for (int i = 0; i < collected.size(); i++) {
      assertThat(collected.get(i).rows).as("query %d", i).hasSize(1_000 - 100 * i);
    }
  }

  @Test
  void shouldStopDeliveringWhenAQueryIsCancelled() {
    Collected cancelled = new Collected();
    Collected other = new Collected();
    try (Millrace engine = Millrace.start()) {
      engine.execute(TestOrders.DDL);
      Query query = engine.subscribe(BY_CUSTOMER, Delivery.ORDERED, cancelled);
      engine.subscribe(BY_CUSTOMER, Delivery.ORDERED, other);
      StreamPublisher orders = engine.publisher("orders");
      TestOrders.publish(orders, 1, 1, 1, 1);
      orders.flush();
      engine.drain();
      query.cancel();
      TestOrders.publish(orders, 2, 1, 1, 1);
      orders.flush();
      engine.drain();
      assertThat(query.stopped()).isTrue();
    }
    assertThat(cancelled.rows).containsExactly("+I 1 1");
    assertThat(other.rows).containsExactly("+I 1 1", "+U 1 2");
    assertThat(cancelled.completions).isEmpty();
  }

  @Test
  void shouldKeepSeveralEnginesApartInOneProcess() {
    Collected first = new Collected();
    Collected second = new Collected();
    try (Millrace one = Millrace.start(MillraceConfig.defaults().withName("one"));
        Millrace two = Millrace.start(MillraceConfig.defaults().withName("two"))) {
      one.execute(TestOrders.DDL);
      two.execute(TestOrders.DDL);
      one.subscribe(IDS, Delivery.ORDERED, first);
      two.subscribe(IDS, Delivery.ORDERED, second);
      TestOrders.publish(one.publisher("orders"), 1, 1, 1, 1);
      TestOrders.publish(two.publisher("orders"), 2, 1, 1, 1);
    }
    assertThat(first.rows).containsExactly("+I 1");
    assertThat(second.rows).containsExactly("+I 2");
  }

  @Test
  void shouldLeaveOpenWindowsOpenWhenToldSo() {
    Collected collected = new Collected();
    try (Millrace engine = Millrace.start(MillraceConfig.defaults().withEmitAtEnd(false))) {
      engine.execute(TestOrders.DDL);
      engine.subscribe(
          "SELECT window_start, COUNT(*) AS n FROM orders TUMBLE(event_time, INTERVAL '10' SECOND)"
              + " GROUP BY window_start",
          Delivery.ORDERED,
          collected);
      StreamPublisher orders = engine.publisher("orders");
      TestOrders.publish(orders, 1, 1, 1, 1);
      TestOrders.publish(orders, 2, 1, 1, 13);
    }
    assertThat(collected.rows).containsExactly("+I 0 1");
    assertThat(collected.completions).hasSize(1);
  }

  @Test
  void shouldRefuseToBeClosedByItsOwnSubscriber() {
    AtomicReference<Throwable> seen = new AtomicReference<>();
    try (Millrace engine = Millrace.start()) {
      engine.execute(TestOrders.DDL);
      engine.subscribe(
          IDS,
          Delivery.PARTITION,
          (RecordBatch rows, int partition, long sequence) -> {
            try {
              engine.close();
            } catch (IllegalStateException e) {
              seen.set(e);
            }
          });
      StreamPublisher orders = engine.publisher("orders");
      TestOrders.publish(orders, 1, 1, 1, 1);
      orders.flush();
      engine.drain();
    }
    assertThat(seen.get()).hasMessageStartingWith("close called by a subscriber");
  }

  @Test
  void shouldRefuseWhatASubscriberWouldWaitForItselfWith() {
    List<String> refusals = Collections.synchronizedList(new ArrayList<>());
    AtomicReference<Query> query = new AtomicReference<>();
    try (Millrace engine = Millrace.start()) {
      engine.execute(TestOrders.DDL);
      List<Runnable> calls =
          List.of(engine::drain, () -> engine.endInput("orders"), () -> query.get().replace(IDS));
      query.set(
          engine.subscribe(
              IDS,
              Delivery.PARTITION,
              (RecordBatch rows, int partition, long sequence) -> {
                for (Runnable call : calls) {
                  try {
                    call.run();
                  } catch (IllegalStateException e) {
                    refusals.add(e.getMessage().substring(0, e.getMessage().indexOf(':')));
                  }
                }
              }));
      StreamPublisher orders = engine.publisher("orders");
      TestOrders.publish(orders, 1, 1, 1, 1);
      orders.flush();
      engine.drain();
    }
    assertThat(refusals)
        .containsExactly(
            "drain called by a subscriber",
            "endInput called by a subscriber",
            "replace called by a subscriber");
  }

  @Test
  void shouldSayWhatIsWrongWhenUsedAfterClose() {
    Millrace engine = Millrace.start();
    engine.execute(TestOrders.DDL);
    StreamPublisher orders = engine.publisher("orders");
    engine.close();
    engine.close();
    assertThatThrownBy(orders::row).hasMessageStartingWith("publisher is closed: stream=orders");
    assertThatThrownBy(() -> engine.publisher("orders")).hasMessageStartingWith("engine is closed");
  }

  @Test
  void shouldPointAtTheMistakeWhenAQueryIsWrong() {
    try (Millrace engine = Millrace.start()) {
      engine.execute(TestOrders.DDL);
      assertThatThrownBy(
              () -> engine.subscribe("SELECT ordr_id FROM orders", Delivery.ORDERED, null))
          .isInstanceOfSatisfying(
              SqlException.class,
              e -> {
                assertThat(e.candidates()).contains("order_id");
                assertThat(e.position().column()).isEqualTo(8);
              });
      assertThatThrownBy(() -> engine.publisher("ordrs"))
          .hasMessage("unknown stream: name=ordrs, known=[orders]; declare it first");
    }
  }
}
