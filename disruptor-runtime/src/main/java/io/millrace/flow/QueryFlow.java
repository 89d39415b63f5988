package io.millrace.flow;

import io.millrace.Query;
import io.millrace.output.Subscriber;
import io.millrace.record.RecordReader;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Function;

/**
 * A query as a {@link Flow.Publisher}: each subscription starts a query of its own, which sees the
 * rows published from then on, and ends it when it is cancelled. Free to use from any thread.
 *
 * <p>Elements are handed over in order on the delivering thread, which waits while there is no
 * demand. Nothing is buffered beyond the rings: a subscription without demand holds its stream up
 * like a slow subscriber.
 *
 * @param <T> what rows become
 */
public final class QueryFlow<T> implements Flow.Publisher<T> {
  private final RecordReader<T> reader;
  private final Function<Subscriber, Query> starter;

  /** Of elements that the reader makes of rows; {@code starter} subscribes to the query. */
  public QueryFlow(RecordReader<T> reader, Function<Subscriber, Query> starter) {
    this.reader = reader;
    this.starter = starter;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
    QuerySubscription<T> subscription = new QuerySubscription<>(subscriber, reader);
    subscriber.onSubscribe(subscription);
    if (subscription.isOver()) {
      return;
    }
    try {
      subscription.started(starter.apply(subscription));
    } catch (RuntimeException e) {
      subscription.end(e);
    }
  }
}
