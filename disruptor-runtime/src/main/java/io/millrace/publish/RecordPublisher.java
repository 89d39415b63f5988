package io.millrace.publish;

import io.millrace.record.RecordWriter;
import java.time.Instant;

/**
 * Brings records into a stream, from one thread: a {@link StreamPublisher} that takes objects.
 * Allocates nothing of its own.
 *
 * @param <R> the record class
 */
public final class RecordPublisher<R extends Record> implements AutoCloseable {
  private static final long NANOS_OF_SECOND = 1_000_000_000;

  private final StreamPublisher publisher;
  private final RecordWriter<R> writer;

  /** Over a publisher of a stream whose schema the writer writes. */
  public RecordPublisher(StreamPublisher publisher, RecordWriter<R> writer) {
    this.publisher = publisher;
    this.writer = writer;
  }

  /**
   * Publishes a record as a row, now or with those that follow.
   *
   * @return a code of {@link PublishResult}
   * @throws IllegalArgumentException if a value does not fit its column, or is null where NULL is
   *     not allowed; the row is forgotten
   */
  public int publish(R value) {
    return publisher.publish(value, writer);
  }

  /** Publishes all records that wait here. */
  public void flush() {
    publisher.flush();
  }

  /** Says that no record follows with an event time before this; see {@link StreamPublisher}. */
  public void advanceWatermark(Instant watermark) {
    publisher.advanceWatermark(
        Math.addExact(
            Math.multiplyExact(watermark.getEpochSecond(), NANOS_OF_SECOND), watermark.getNano()));
  }

  /** What rows go through, to write some without records. */
  public StreamPublisher rows() {
    return publisher;
  }

  /** Publishes what waits and takes this publisher out of the stream's watermark. */
  @Override
  public void close() {
    publisher.close();
  }
}
