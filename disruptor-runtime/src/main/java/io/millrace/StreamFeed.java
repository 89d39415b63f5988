package io.millrace;

import io.millrace.batch.RecordBatch;
import io.millrace.output.DurableSubscriber;
import io.millrace.output.QueryFailedException;
import io.millrace.output.Subscriber;
import io.millrace.publish.StreamHub;
import io.millrace.publish.StreamPublisher;
import io.millrace.recovery.Feed;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Publishes the output of a query into another stream, as a source of that stream which has the
 * query's name. In a durable engine each row comes there exactly once: rows that come once more
 * behind a restart and that the stream has recorded are passed over by their number. On the
 * delivering thread.
 */
final class StreamFeed implements DurableSubscriber, Feed {
  private final StreamHub target;
  private final String source;
  private final Subscriber aside;
  private StreamPublisher publisher;
  private RecordBatch rest;
  private long fed;

  /**
   * Into a stream, by the name of a source.
   *
   * @param aside is told of all but rows; of checkpoints, too, if it is durable
   */
  StreamFeed(StreamHub target, String source, Subscriber aside) {
    this.target = target;
    this.source = source;
    this.aside = aside;
  }

  private StreamPublisher publisher() {
    if (publisher == null) {
      publisher = target.newPublisher(source);
    }
    return publisher;
  }

  @Override
  public void onRows(RecordBatch rows, int partition, long sequence) {
    int count = rows.rowCount();
    long known = publisher().position().rows() - fed;
    fed += count;
    if (known <= 0) {
      publisher.publish(rows);
    } else if (known < count) {
      if (rest == null || rest.capacity() < count) {
        rest = new RecordBatch(rows.schema(), rows.capacity());
      }
      rest.clear();
      rest.appendRange(rows, (int) known, count - (int) known);
      publisher.publish(rest);
    }
  }

  @Override
  public boolean hasRowsToCome() {
    return target.positions().rowsPublished(source) > fed;
  }

  @Override
  public void onSequence(long sequence) {
    flush();
  }

  /** Whoever has closed the publisher has published what waited there. */
  private void flush() {
    if (publisher != null && !publisher.isClosed()) {
      publisher.flush();
    }
  }

  @Override
  public void onComplete() {
    if (publisher != null) {
      publisher.close();
      publisher = null;
    }
    aside.onComplete();
  }

  @Override
  public void onLateRow(RecordBatch batch, int row, long sequence, String reason) {
    aside.onLateRow(batch, row, sequence, reason);
  }

  @Override
  public void onDeadLetter(RecordBatch batch, int row, long sequence, String reason) {
    aside.onDeadLetter(batch, row, sequence, reason);
  }

  @Override
  public void onFailedGroup(String group, long sequence, String reason) {
    aside.onFailedGroup(group, sequence, reason);
  }

  @Override
  public void onError(QueryFailedException failure) {
    aside.onError(failure);
  }

  @Override
  public void onCheckpoint(long sequence, DataOutput state) throws IOException {
    flush();
    state.writeLong(fed);
    if (aside instanceof DurableSubscriber durable) {
      durable.onCheckpoint(sequence, state);
    }
  }

  @Override
  public void onBegin() {
    fed = 0;
    if (aside instanceof DurableSubscriber durable) {
      durable.onBegin();
    }
  }

  @Override
  public void onRestore(long sequence, DataInput state) throws IOException {
    fed = state.readLong();
    if (aside instanceof DurableSubscriber durable) {
      durable.onRestore(sequence, state);
    }
  }
}
