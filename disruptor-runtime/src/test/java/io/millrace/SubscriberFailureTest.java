package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.TestOrders.Collected;
import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.output.QueryFailedException;
import io.millrace.publish.StreamPublisher;
import io.millrace.query.CompiledQuery;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class SubscriberFailureTest {
  private static final String IDS = "SELECT order_id FROM orders";
  private static final String COUNTS =
      "SELECT customer_id, COUNT(*) AS n FROM orders GROUP BY customer_id";
  private static final String WINDOWS =
      "SELECT window_start, COUNT(*) AS n FROM orders TUMBLE(event_time, INTERVAL '10' SECOND)"
          + " GROUP BY window_start";

  private final Collected other = new Collected();

  /** Throws from the calls that it is told to, and counts those of the others. */
  private static class Throwing extends Collected {
    private final String call;
    private final Throwable what;

    Throwing(String call, Throwable what) {
      this.call = call;
      this.what = what;
    }

    private void mayThrow(String present) {
      if (call.contains(present)) {
        if (what instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) what;
      }
    }

    @Override
    public void onRows(RecordBatch batch, int partition, long sequence) {
      super.onRows(batch, partition, sequence);
      mayThrow("onRows");
    }

    @Override
    public void onLateRow(RecordBatch batch, int row, long sequence, String reason) {
      super.onLateRow(batch, row, sequence, reason);
      mayThrow("onLateRow");
    }

    @Override
    public void onDeadLetter(RecordBatch batch, int row, long sequence, String reason) {
      super.onDeadLetter(batch, row, sequence, reason);
      mayThrow("onDeadLetter");
    }

    @Override
    public void onError(QueryFailedException failure) {
      super.onError(failure);
      mayThrow("onError");
    }

    @Override
    public void onComplete() {
      super.onComplete();
      mayThrow("onComplete");
    }
  }

  private Query run(String sql, Delivery delivery, Throwing throwing) {
    MillraceConfig config =
        MillraceConfig.defaults()
            .withFailure(FailurePolicy.DEAD_LETTER)
            .withPartitions(2)
            .withBatchRows(8);
    Query query;
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      query = engine.subscribe(sql, delivery, throwing);
      engine.subscribe(sql, delivery, other);
      try (StreamPublisher orders = engine.publisher("orders")) {
        for (long id = 0; id < 100; id++) {
          TestOrders.publish(orders, id, id % 5, 1, id);
        }
        TestOrders.publish(orders, 100, 1, 1, 1);
        orders.row().setLong(0, 101).end();
      }
    }
    return query;
  }

  @ParameterizedTest
  @CsvSource({
    "onRows, PARTITION",
    "onRows, ORDERED",
    "onRows onError, PARTITION",
    "onRows onError, ORDERED",
    "onLateRow, ORDERED",
    "onDeadLetter onError, PARTITION",
    "onComplete, PARTITION",
    "onComplete onError, ORDERED"
  })
  void shouldStopThatQueryAloneAndTellItOnceWhenACallOfItsSubscriberThrows(
      String call, Delivery delivery) {
    List<Throwable> causes =
        List.of(
            new IllegalStateException("subscriber is tired"),
            new IllegalArgumentException("subscriber is tired"),
            new ArithmeticException("subscriber is tired"),
            new OutOfMemoryError("subscriber is tired"),
            new StackOverflowError("subscriber is tired"));
    for (Throwable cause : causes) {
      other.rows.clear();
      other.completions.clear();
      Throwing throwing = new Throwing(call, cause);
      Query query = run(WINDOWS, delivery, throwing);
      assertThat(query.failure()).hasCause(cause).hasMessageContaining("subscriber is tired");
      assertThat(query.stopped()).isTrue();
      assertThat(throwing.failures).containsExactly(query.failure());
      assertThat(throwing.rows).doesNotHaveDuplicates();
      if (call.contains("onRows")) {
        assertThat(throwing.rows).hasSizeLessThan(10);
      }
      assertThat(query.failure().getSuppressed()).hasSize(call.contains("onError") ? 1 : 0);
      assertThat(other.rows).hasSize(10);
      assertThat(other.completions).hasSize(1);
      assertThat(other.failures).isEmpty();
    }
  }

  @Test
  void shouldDeliverNoRowTwiceWhenASubscriberThrowsInTheMiddleOfABatch() {
    Throwing throwing = new Throwing("onRows", new IllegalArgumentException("no"));
    Query query = run(COUNTS, Delivery.PARTITION, throwing);
    assertThat(throwing.rows).doesNotHaveDuplicates();
    assertThat(query.deadLetters()).isZero();
    assertThat(throwing.failures).hasSize(1);
    assertThat(other.rows).hasSize(102);
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void shouldHoldUpTheStreamAndNoOtherOneWhenASubscriberIsSlow(Delivery delivery)
      throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch entered = new CountDownLatch(1);
    Collected slow =
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
    Collected quotes = new Collected();
    Collected otherKeys = new Collected();
    MillraceConfig config = MillraceConfig.defaults().withBatchRows(4).withRingSlots(4);
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      engine.execute("CREATE STREAM quotes (price BIGINT)");
      engine.subscribe(IDS, delivery, slow);
      engine.subscribe(COUNTS, delivery, otherKeys);
      engine.subscribe("SELECT price FROM quotes", delivery, quotes);
      StreamPublisher orders = engine.publisher("orders");
      Thread publisher =
          new Thread(
              () -> {
                for (long id = 0; id < 5_000; id++) {
                  TestOrders.publish(orders, id, 1, 1, 0);
                }
                orders.close();
              });
      publisher.start();
      entered.await();
      StreamPublisher other = engine.publisher("quotes");
      for (long price = 0; price < 5_000; price++) {
        other.row().setLong(0, price).end();
      }
      other.close();
      while (quotes.rows.size() < 5_000) {
        Thread.sleep(1);
      }
      assertThat(publisher.isAlive()).isTrue();
      assertThat(slow.rows).isEmpty();
      assertThat(otherKeys.rows).hasSizeLessThan(5_000);
      release.countDown();
      publisher.join();
    }
    assertThat(slow.rows).hasSize(5_000);
    assertThat(otherKeys.rows).hasSize(5_000);
  }

  /** An engine that does what generated code never should. */
  private record Broken(StreamExecutionEngine engine) {
    StreamExecutionEngine withDefect() {
      return (StreamExecutionEngine)
          java.lang.reflect.Proxy.newProxyInstance(
              SubscriberFailureTest.class.getClassLoader(),
              new Class<?>[] {StreamExecutionEngine.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("onBatch")) {
                  throw new NullPointerException("defect in the engine");
                }
                return method.invoke(engine, arguments);
              });
    }
  }

  @Test
  void shouldStopThatQueryAloneWhenItsEngineIsBroken() {
    Collected failing = new Collected();
    Query query;
    try (Millrace engine = Millrace.start(MillraceConfig.defaults().withName("broken"))) {
      engine.execute(TestOrders.DDL);
      CompiledQuery right = engine.compile(IDS);
      CompiledQuery broken =
          new CompiledQuery(
              right.sql(),
              right.stream(),
              right.inputSchema(),
              right.inputColumns(),
              right.outputSchema(),
              right.routing(),
              right.retracts(),
              right.key(),
              right.sink(),
              right.plan(),
              right.code() + "// broken",
              right.stateShape(),
              right.parameters(),
              right.values(),
              right.filter(),
              (EngineContext context) -> new Broken(right.factory().create(context)).withDefect());
      query = engine.subscribe(broken, Delivery.ORDERED, failing);
      engine.subscribe(IDS, Delivery.ORDERED, other);
      try (StreamPublisher orders = engine.publisher("orders")) {
        IntStream.range(0, 50).forEach(id -> TestOrders.publish(orders, id, 1, 1, 0));
      }
    }
    assertThat(query.failure())
        .hasMessageStartingWith("query stopped: query=1, partition=0, sequence=")
        .hasMessageEndingWith("defect in the engine");
    assertThat(failing.failures).hasSize(1);
    assertThat(other.rows).hasSize(50);
  }
}
