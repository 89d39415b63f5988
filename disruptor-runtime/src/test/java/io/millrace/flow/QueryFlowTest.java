package io.millrace.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.output.Row;
import io.millrace.publish.StreamPublisher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of Reactive Streams that concern a publisher and its subscription, by number. */
@Timeout(60)
class QueryFlowTest {
  private static final String IDS = "SELECT id FROM ticks";

  /** An element as a record. */
  public record Tick(long id) {}

  /** Remembers signals, and fails if two come at a time. */
  private static final class Recording<T> implements Flow.Subscriber<T> {
    final List<T> elements = Collections.synchronizedList(new ArrayList<>());
    final List<Object> ends = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();
    private final long first;
    private final BiConsumer<Recording<T>, T> onElement;
    volatile Flow.Subscription subscription;
    volatile boolean overlapped;

    Recording(long first, BiConsumer<Recording<T>, T> onElement) {
      this.first = first;
      this.onElement = onElement;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      if (first > 0) {
        given.request(first);
      }
    }

    @Override
    public void onNext(T element) {
      overlapped |= inside.incrementAndGet() > 1;
      elements.add(element);
      onElement.accept(this, element);
      inside.decrementAndGet();
    }

    @Override
    public void onError(Throwable failure) {
      overlapped |= inside.get() > 0;
      ends.add(failure);
      ended.countDown();
    }

    @Override
    public void onComplete() {
      overlapped |= inside.get() > 0;
      ends.add("complete");
      ended.countDown();
    }
  }

  private static Recording<Tick> recording(long first) {
    return new Recording<>(first, (self, tick) -> {});
  }

  private static Millrace start() {
    Millrace engine =
        Millrace.start(
            MillraceConfig.defaults().withPartitions(2).withBatchRows(4).withRingSlots(4));
    engine.execute("CREATE STREAM ticks (id BIGINT NOT NULL, divisor BIGINT)");
    return engine;
  }

  private static Thread publish(Millrace engine, long count) {
    StreamPublisher ticks = engine.publisher("ticks");
    Thread thread =
        new Thread(
            () -> {
              for (long id = 0; id < count; id++) {
                ticks.row().setLong(0, id).setLong(1, 1).end();
              }
              ticks.close();
            });
    thread.start();
    return thread;
  }

  private static List<Tick> ticks(long count) {
    return LongStream.range(0, count).mapToObj(Tick::new).toList();
  }

  @Test
  void shouldGiveNoMoreElementsThanAreRequested() throws InterruptedException {
    Recording<Tick> some = recording(3);
    try (Millrace engine = start()) {
      engine.flow(IDS, Tick.class).subscribe(some);
      Thread publisher = publish(engine, 1_000);
      while (some.elements.size() < 3) {
        Thread.onSpinWait();
      }
      publisher.join(20);
      assertThat(publisher.isAlive()).as("held up by the lack of demand (1.1)").isTrue();
      assertThat(some.elements).hasSize(3);
      some.subscription.request(5);
      while (some.elements.size() < 8) {
        Thread.onSpinWait();
      }
      some.subscription.request(Long.MAX_VALUE);
      some.subscription.request(Long.MAX_VALUE);
      publisher.join();
    }
    assertThat(some.elements).hasSize(1_000).doesNotHaveDuplicates();
    assertThat(some.ends).as("1.5, 1.7, 3.17").containsExactly("complete");
  }

  @Test
  void shouldGiveElementsInOrderWhenOneIsRequestedAtATime() {
    Recording<Tick> single = new Recording<>(1, (self, tick) -> self.subscription.request(1));
    try (Millrace engine = start()) {
      engine.<Tick>flow("SELECT id FROM ticks WHERE divisor > 0", Tick.class).subscribe(single);
      StreamPublisher ticks = engine.publisher("ticks");
      for (long id = 0; id < 500; id++) {
        ticks.row().setLong(0, id).setLong(1, 1).end();
      }
    }
    assertThat(single.elements).isEqualTo(ticks(500));
    assertThat(single.ends).containsExactly("complete");
    assertThat(single.overlapped).as("1.3").isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void shouldFailTheSubscriptionWhenNothingOrLessIsRequested(long wrong)
      throws InterruptedException {
    Recording<Tick> within = new Recording<>(100, (self, tick) -> self.subscription.request(wrong));
    Recording<Tick> outside = recording(0);
    try (Millrace engine = start()) {
      engine.flow(IDS, Tick.class).subscribe(within);
      engine.flow(IDS, Tick.class).subscribe(outside);
      outside.subscription.request(wrong);
      outside.ended.await();
      publish(engine, 100).join();
      within.ended.await();
    }
    for (Recording<Tick> each : List.of(within, outside)) {
      assertThat(each.ends).as("3.9").hasSize(1);
      assertThat((Throwable) each.ends.get(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("demand must be positive (rule 3.9): request=" + wrong);
      assertThat(each.overlapped).as("1.3").isFalse();
    }
    assertThat(within.elements).hasSize(1);
    assertThat(outside.elements).isEmpty();
  }

  @Test
  void shouldGiveNothingMoreAndEndItsQueryWhenCancelled() throws InterruptedException {
    Recording<Tick> within =
        new Recording<>(
            Long.MAX_VALUE,
            (self, tick) -> {
              if (self.elements.size() == 10) {
                self.subscription.cancel();
                self.subscription.cancel();
                self.subscription.request(1);
              }
            });
    Recording<Tick> outside = recording(2);
    try (Millrace engine = start()) {
      engine.flow(IDS, Tick.class).subscribe(within);
      engine.flow(IDS, Tick.class).subscribe(outside);
      Thread publisher = publish(engine, 1_000);
      while (outside.elements.size() < 2) {
        Thread.onSpinWait();
      }
      outside.subscription.cancel();
      publisher.join();
      while (!engine.drop("ticks")) {
        Thread.onSpinWait();
      }
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageStartingWith("stream is read by a query");
    }
    assertThat(within.elements).as("1.8, 3.5, 3.6").hasSize(10);
    assertThat(outside.elements).hasSize(2);
    assertThat(within.ends).isEmpty();
    assertThat(outside.ends).isEmpty();
  }

  @Test
  void shouldSignalTheFailureOfTheQueryOnce() {
    Recording<Row> failing = new Recording<>(Long.MAX_VALUE, (self, row) -> {});
    try (Millrace engine = start()) {
      engine.flow("SELECT id / divisor AS ratio FROM ticks").subscribe(failing);
      try (StreamPublisher ticks = engine.publisher("ticks")) {
        ticks.row().setLong(0, 6).setLong(1, 3).end();
        ticks.flush();
        engine.drain();
        ticks.row().setLong(0, 7).setLong(1, 0).end();
        ticks.row().setLong(0, 8).setLong(1, 1).end();
      }
    }
    assertThat(failing.elements).hasSize(1);
    assertThat(failing.elements.get(0).getLong(0)).isEqualTo(2);
    assertThat(failing.ends).as("1.4, 1.7").hasSize(1);
    assertThat((Throwable) failing.ends.get(0)).hasMessageContaining("division by zero");
  }

  @Test
  void shouldSignalASubscriptionThatCannotBeStartedBehindOnSubscribe() {
    Millrace engine = start();
    Flow.Publisher<Tick> flow = engine.flow(IDS, Tick.class);
    engine.close();
    Recording<Tick> late = recording(1);
    flow.subscribe(late);
    assertThat(late.subscription).as("1.9").isNotNull();
    assertThat((Throwable) late.ends.get(0)).hasMessageStartingWith("engine is closed");
    assertThatThrownBy(() -> flow.subscribe(null))
        .as("1.9")
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void shouldGiveNothingMoreToASubscriberThatThrows() {
    Recording<Tick> throwing =
        new Recording<>(
            Long.MAX_VALUE,
            (self, tick) -> {
              throw new IllegalStateException("rule 2.13");
            });
    Recording<Tick> other = recording(Long.MAX_VALUE);
    try (Millrace engine = start()) {
      engine.flow(IDS, Tick.class).subscribe(throwing);
      engine.flow(IDS, Tick.class).subscribe(other);
      StreamPublisher ticks = engine.publisher("ticks");
      for (long id = 0; id < 100; id++) {
        ticks.row().setLong(0, id).setLong(1, 1).end();
      }
    }
    assertThat(throwing.elements).hasSize(1);
    assertThat(throwing.ends).isEmpty();
    assertThat(other.elements).hasSize(100);
  }

  @Test
  void shouldFeedAPublisherOfTheJdk() throws InterruptedException {
    List<Tick> seen = Collections.synchronizedList(new ArrayList<>());
    try (Millrace engine = start();
        SubmissionPublisher<Tick> relay = new SubmissionPublisher<>()) {
      // example: flow
      Flow.Publisher<Tick> flow = engine.flow("SELECT id FROM ticks WHERE id > 89", Tick.class);
      // end of example
      CompletableFuture<Void> consumed = relay.consume(seen::add);
      flow.subscribe(new Recording<>(Long.MAX_VALUE, (self, tick) -> relay.submit(tick)));
      publish(engine, 100).join();
      engine.endInput("ticks");
      relay.close();
      consumed.join();
    }
    assertThat(seen).hasSize(10);
  }
}
