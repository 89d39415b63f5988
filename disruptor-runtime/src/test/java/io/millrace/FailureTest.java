package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.TestOrders.Collected;
import io.millrace.batch.RecordBatch;
import io.millrace.publish.StreamPublisher;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {
  private static final String RATIO = "SELECT order_id, 100 / amount AS ratio FROM orders";
  private static final String SUM =
      "SELECT customer_id, SUM(amount) AS total FROM orders GROUP BY customer_id";

  private final Collected failing = new Collected();
  private final Collected other = new Collected();

  private static void publishWithZeroAt(Millrace engine, int... zeros) {
    try (StreamPublisher orders = engine.publisher("orders")) {
      for (int id = 0; id < 20; id++) {
        int current = id;
        boolean zero = java.util.Arrays.stream(zeros).anyMatch(at -> at == current);
        TestOrders.publish(orders, id, id % 3, zero ? 0 : 10, id);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void shouldStopTheQueryAndNameTheRowWhenARowFails(Delivery delivery) {
    try (Millrace engine = Millrace.start()) {
      engine.execute(TestOrders.DDL);
      Query query = engine.subscribe(RATIO, delivery, failing);
      engine.subscribe("SELECT order_id FROM orders", delivery, other);
      publishWithZeroAt(engine, 7);
      engine.drain();
      assertThat(query.stopped()).isTrue();
      assertThat(query.failure())
          .hasMessageStartingWith("query stopped: query=1, partition=0, sequence=")
          .hasMessageContaining("row=")
          .hasMessageContaining("division by zero");
    }
    assertThat(failing.rows)
        .as("output of the rows before the failed one")
        .containsExactly(
            "+I 0 10", "+I 1 10", "+I 2 10", "+I 3 10", "+I 4 10", "+I 5 10", "+I 6 10");
    assertThat(failing.failures).hasSize(1);
    assertThat(failing.completions).isEmpty();
    assertThat(other.rows).hasSize(20);
    assertThat(other.completions).hasSize(1);
  }

  @Test
  void shouldDeadLetterTheRowsAndGoOnWhenThePolicySaysSo() {
    MillraceConfig config =
        MillraceConfig.defaults().withFailure(FailurePolicy.DEAD_LETTER).withPartitions(2);
    Query query;
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      query = engine.subscribe(RATIO, Delivery.ORDERED, failing);
      publishWithZeroAt(engine, 0, 7, 8, 19);
    }
    assertThat(failing.rows).hasSize(16);
    assertThat(failing.deadLetters)
        .extracting(text -> text.substring(0, text.indexOf(':')))
        .containsExactlyInAnyOrder("0", "7", "8", "19");
    assertThat(failing.deadLetters).allMatch(text -> text.contains("division by zero"));
    assertThat(query.deadLetters()).isEqualTo(4);
    assertThat(failing.completions).hasSize(1);
  }

  private static final String FINAL_RATIO =
      "SELECT customer_id, 100 / MIN(amount) AS ratio FROM orders GROUP BY customer_id EMIT FINAL";

  @Test
  void shouldStopTheQueryAndNameTheGroupWhenAFinalResultFails() {
    Query query;
    try (Millrace engine = Millrace.start()) {
      engine.execute(TestOrders.DDL);
      query = engine.subscribe(FINAL_RATIO, Delivery.ORDERED, failing);
      publishWithZeroAt(engine, 7);
    }
    assertThat(query.failure())
        .hasMessageStartingWith("query stopped: query=1, partition=0, sequence=")
        .hasMessageContaining(", group=(customer_id=1); division by zero");
    assertThat(failing.failures).hasSize(1);
    assertThat(failing.completions).isEmpty();
  }

  @Test
  void shouldPutOutTheOtherGroupsWhenAFinalResultFailsAndThePolicySaysSo() {
    MillraceConfig config =
        MillraceConfig.defaults().withFailure(FailurePolicy.DEAD_LETTER).withPartitions(2);
    Query query;
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      query = engine.subscribe(FINAL_RATIO, Delivery.ORDERED, failing);
      publishWithZeroAt(engine, 7, 8);
    }
    assertThat(failing.rows).containsExactly("+I 0 10");
    assertThat(failing.failedGroups)
        .hasSize(2)
        .anyMatch(text -> text.startsWith("customer_id=1: division by zero"))
        .anyMatch(text -> text.startsWith("customer_id=2: division by zero"));
    assertThat(query.deadLetters()).isEqualTo(2);
    assertThat(failing.completions).hasSize(1);
  }

  @Test
  void shouldKeepTheGroupAsItWasWhenItsSumOverflows() {
    MillraceConfig config = MillraceConfig.defaults().withFailure(FailurePolicy.DEAD_LETTER);
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      engine.subscribe(SUM, Delivery.ORDERED, failing);
      try (StreamPublisher orders = engine.publisher("orders")) {
        TestOrders.publish(orders, 0, 1, Long.MAX_VALUE - 5, 0);
        TestOrders.publish(orders, 1, 1, 6, 0);
        TestOrders.publish(orders, 2, 1, 5, 0);
      }
    }
    assertThat(failing.rows)
        .containsExactly("+I 1 " + (Long.MAX_VALUE - 5), "+U 1 " + Long.MAX_VALUE);
    assertThat(failing.deadLetters).hasSize(1);
    assertThat(failing.deadLetters.get(0)).startsWith("1: BIGINT overflow in SUM");
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void shouldStopTheQueryWhenItsSubscriberThrows(Delivery delivery) {
    Collected throwing =
        new Collected() {
          @Override
          public void onRows(RecordBatch batch, int partition, long sequence) {
            throw new IllegalStateException("subscriber is tired");
          }
        };
    try (Millrace engine = Millrace.start(MillraceConfig.defaults().withPartitions(3))) {
      engine.execute(TestOrders.DDL);
      Query query = engine.subscribe(SUM, delivery, throwing);
      engine.subscribe(SUM, delivery, other);
      publishWithZeroAt(engine);
      engine.drain();
      assertThat(query.failure()).hasMessageContaining("subscriber is tired");
    }
    assertThat(throwing.failures).hasSize(1);
    assertThat(other.rows).hasSize(20);
  }

  @Test
  void shouldStopTheQueryWithoutLossForOthersWhenStateIsOverBudget() {
    MillraceConfig config = MillraceConfig.defaults().withMemoryBudgetBytes(64 * 1024);
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      Query query = engine.subscribe(SUM, Delivery.ORDERED, failing);
      engine.subscribe("SELECT order_id FROM orders", Delivery.ORDERED, other);
      try (StreamPublisher orders = engine.publisher("orders")) {
        for (int id = 0; id < 10_000; id++) {
          TestOrders.publish(orders, id, id, 1, 0);
        }
      }
      engine.drain();
      assertThat(query.failure())
          .hasMessageContaining("state over its memory budget")
          .hasMessageContaining("limitBytes=65536");
    }
    assertThat(other.rows).hasSize(10_000);
  }

  @Test
  void shouldHandOutRowsWithoutEventTimeWhenAWindowNeedsIt() {
    try (Millrace engine = Millrace.start()) {
      engine.execute(TestOrders.DDL);
      engine.subscribe(
          "SELECT window_start, COUNT(*) AS n FROM orders TUMBLE(event_time, INTERVAL '1' MINUTE)"
              + " GROUP BY window_start",
          Delivery.ORDERED,
          failing);
      try (StreamPublisher orders = engine.publisher("orders")) {
        TestOrders.publish(orders, 1, 1, 1, 0);
        orders.row().setLong(0, 2).end();
      }
    }
    assertThat(failing.rows).containsExactly("+I 0 1");
    assertThat(failing.deadLetters).containsExactly("2: no event time");
  }

  @Test
  void shouldRefuseARowWithoutAValueForANotNullColumn() {
    try (Millrace engine = Millrace.start()) {
      engine.execute(TestOrders.DDL);
      engine.subscribe("SELECT order_id FROM orders", Delivery.ORDERED, other);
      try (StreamPublisher orders = engine.publisher("orders")) {
        TestOrders.publish(orders, 1, 1, 1, 0);
        assertThatThrownBy(() -> orders.row().setLong(1, 5).end())
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(
                "row without a value for a NOT NULL column: column=order_id,"
                    + " stream=orders; set it before the end of the row");
        TestOrders.publish(orders, 2, 1, 1, 0);
      }
    }
    assertThat(other.rows).isEqualTo(List.of("+I 1", "+I 2"));
  }
}
