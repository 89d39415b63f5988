package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.RecordBatch;
import io.millrace.output.Letter;
import io.millrace.output.LetterKind;
import io.millrace.output.LetterSubscriber;
import io.millrace.output.RecordSubscriber;
import io.millrace.output.RowSubscriber;
import io.millrace.output.SequenceSubscriber;
import io.millrace.output.Subscriber;
import io.millrace.publish.StreamPublisher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Late rows, dead letters and failed groups as an output of their own. */
@Timeout(60)
class LetterTest {
  private static final String RATIO = "SELECT order_id, 100 / amount AS ratio FROM orders";
  private static final String WINDOWS =
      "SELECT window_start, customer_id, 100 / MIN(amount) AS n"
          + " FROM orders TUMBLE(event_time, INTERVAL '10' SECOND)"
          + " GROUP BY window_start, customer_id";

  /** A result of {@link #RATIO}. */
  record Ratio(long orderId, Long ratio) {}

  private final List<Letter> letters = Collections.synchronizedList(new ArrayList<>());

  private static MillraceConfig config() {
    return MillraceConfig.defaults().withFailure(FailurePolicy.DEAD_LETTER).withBatchRows(1);
  }

  private static Millrace start(MillraceConfig config) {
    Millrace engine = Millrace.start(config);
    engine.execute(TestOrders.DDL);
    return engine;
  }

  /** As many orders as there are amounts, a second apart, from one customer. */
  private static void publish(Millrace engine, long... amounts) {
    try (StreamPublisher orders = engine.publisher("orders")) {
      for (int id = 0; id < amounts.length; id++) {
        TestOrders.publish(orders, id, 7, amounts[id], id);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void shouldBringTheSequenceWhichLiesBetweenThoseOfTheRowsAround(Delivery delivery) {
    List<Long> sequences = Collections.synchronizedList(new ArrayList<>());
    Subscriber rows = (batch, partition, sequence) -> sequences.add(sequence);
    LetterSubscriber keep = letter -> letters.add(letter.copy());
    try (Millrace engine = start(config())) {
      engine.subscribe(RATIO, delivery, keep.beside(rows));
      publish(engine, 10, 0, 20);
    }
    assertThat(sequences).hasSize(2);
    assertThat(letters).hasSize(1);
    Letter letter = letters.get(0);
    assertThat(letter.sequence()).isStrictlyBetween(sequences.get(0), sequences.get(1));
    assertThat(letter.kind()).isEqualTo(LetterKind.DEAD_LETTER);
    assertThat(letter.reason()).contains("division by zero");
    assertThat(letter.group()).isNull();
    assertThat(letter.row().getLong(letter.row().schema().indexOf("order_id"))).isEqualTo(1);
    assertThat(letter.row().getLong(letter.row().schema().indexOf("event_time")))
        .as("a column that the query does not read")
        .isEqualTo(TestOrders.SECOND_NS);
  }

  @ParameterizedTest
  @EnumSource(LetterKind.class)
  void shouldBringEachKindWithItsRowOrGroup(LetterKind kind) {
    LetterSubscriber keep = letter -> letters.add(letter.copy());
    try (Millrace engine = start(config().withPartitions(2))) {
      engine.subscribe(WINDOWS, Delivery.ORDERED, keep.beside((rows, partition, at) -> {}));
      try (StreamPublisher orders = engine.publisher("orders")) {
        TestOrders.publish(orders, 1, 5, 0, 1);
        TestOrders.publish(orders, 2, 5, 1, 30);
        TestOrders.publish(orders, 3, 5, 1, 2);
        orders.row().setLong(0, 4).setLong(1, 5).setLong(2, 1).end();
      }
    }
    assertThat(letters).hasSize(3);
    Letter letter = letters.stream().filter(each -> each.kind() == kind).findFirst().orElseThrow();
    switch (kind) {
      case LATE_ROW -> {
        assertThat(letter.reason()).isEqualTo("window closed");
        assertThat(letter.row().getLong(0)).isEqualTo(3);
      }
      case DEAD_LETTER -> {
        assertThat(letter.reason()).isEqualTo("no event time");
        assertThat(letter.row().getLong(0)).isEqualTo(4);
        assertThat(letter.row().isNull(3)).isTrue();
      }
      case FAILED_GROUP -> {
        assertThat(letter.reason()).contains("division by zero");
        assertThat(letter.group()).contains("customer_id=5").contains("window_start=1970");
        assertThat(letter.row()).isNull();
        assertThat(letter.copy()).isSameAs(letter);
      }
    }
    assertThat(letter.sequence()).isNotNegative();
  }

  @Test
  void shouldTellSequencesAndTheEndWhenOutputAsksForThem() {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    SequenceSubscriber output =
        new SequenceSubscriber() {
          @Override
          public void onRows(RecordBatch rows, int partition, long sequence) {
            told.add("rows");
          }

          @Override
          public void onSequence(long sequence) {
            told.add("sequence");
          }

          @Override
          public void onComplete() {
            told.add("complete");
          }
        };
    LetterSubscriber keep = letter -> letters.add(letter.copy());
    try (Millrace engine = start(config())) {
      engine.subscribe(RATIO, Delivery.ORDERED, keep.beside(output));
      publish(engine, 1, 0);
    }
    assertThat(told).contains("rows", "sequence", "complete");
    assertThat(letters).hasSize(1);
  }

  @Test
  void shouldBringLettersWhenRowsAreRecords() {
    List<Ratio> ratios = Collections.synchronizedList(new ArrayList<>());
    RecordSubscriber<Ratio> subscriber =
        new RecordSubscriber<>() {
          @Override
          public void onRecord(Ratio value) {
            ratios.add(value);
          }

          @Override
          public void onLetter(Letter letter) {
            letters.add(letter.copy());
          }
        };
    try (Millrace engine = start(config())) {
      engine.subscribe(RATIO, Ratio.class, subscriber);
      publish(engine, 10, 0, 20);
    }
    assertThat(ratios).containsExactly(new Ratio(0, 10L), new Ratio(2, 5L));
    assertThat(letters).extracting(Letter::kind).containsExactly(LetterKind.DEAD_LETTER);
  }

  @Test
  void shouldStopTheQueryWhenItsLetterSubscriberThrows() {
    LetterSubscriber tired =
        letter -> {
          throw new IllegalStateException("mailbox is full");
        };
    Query query;
    try (Millrace engine = start(config())) {
      query = engine.subscribe(RATIO, Delivery.ORDERED, tired.beside((rows, partition, at) -> {}));
      publish(engine, 10, 0, 20);
    }
    assertThat(query.failure()).hasMessageContaining("mailbox is full");
  }

  @Test
  void shouldRunAsDocumented() throws IOException {
    List<String> late = Collections.synchronizedList(new ArrayList<>());
    List<Long> counts = new ArrayList<>();
    // example: letters
    RowSubscriber output = row -> counts.add(row.getLong(1));
    LetterSubscriber aside =
        letter -> {
          if (letter.kind() == LetterKind.LATE_ROW) {
            late.add("order " + letter.row().getLong(0) + ": " + letter.reason());
          }
        };
    try (Millrace engine = Millrace.start()) {
      engine.execute("CREATE STREAM orders (id BIGINT, at TIMESTAMP(3), WATERMARK FOR at AS at)");
      engine.subscribe(
          "SELECT window_start, COUNT(*) AS n FROM orders TUMBLE(at, INTERVAL '1' MINUTE)"
              + " GROUP BY window_start",
          Delivery.ORDERED,
          aside.beside(output.toSubscriber()));
      StreamPublisher orders = engine.publisher("orders");
      orders.row().setLong(0, 1).setLong(1, 90 * 1_000_000_000L).end();
      orders.row().setLong(0, 2).setLong(1, 5 * 1_000_000_000L).end();
    }
    // end of example
    assertThat(counts).containsExactly(1L);
    assertThat(late).containsExactly("order 2: window closed");
    DocumentedExample.check("LetterTest", "letters");
  }
}
