package io.millrace.cli.run;

import io.millrace.batch.RecordBatch;
import io.millrace.publish.StreamPublisher;
import io.millrace.query.StreamDefinition;
import io.millrace.query.WatermarkSpec;
import io.millrace.type.TimestampText;
import java.util.function.Supplier;

/** The way of a script's rows into one stream. One thread, but for {@link #watermark}. */
final class ScriptFeed implements AutoCloseable {
  private final StreamDefinition stream;
  private final Supplier<StreamPublisher> opener;
  private StreamPublisher publisher;
  private volatile long watermarkNs = WatermarkSpec.NONE;

  /** Opens the publisher with the first row. */
  ScriptFeed(StreamDefinition stream, Supplier<StreamPublisher> opener) {
    this.stream = stream;
    this.opener = opener;
  }

  private StreamPublisher publisher() {
    if (publisher == null) {
      publisher = opener.get();
    }
    return publisher;
  }

  /** The stream. */
  StreamDefinition stream() {
    return stream;
  }

  /** Publishes copies of all rows. */
  void publish(RecordBatch rows) {
    publisher().publish(rows);
    watermarkNs = publisher.watermarkNs();
  }

  /** Publishes a batch of the configured capacity and gives back an empty one. */
  RecordBatch exchange(RecordBatch rows) {
    RecordBatch empty = publisher().exchange(rows);
    watermarkNs = publisher.watermarkNs();
    return empty;
  }

  /** Publishes rows that wait for others. */
  void flush() {
    if (publisher != null) {
      publisher.flush();
    }
  }

  /** Notes where the source stands behind the rows so far. */
  void mark(long position) {
    publisher().mark(position);
  }

  /** The watermark as text, or null if there is none. Free to call from any thread. */
  String watermark() {
    long now = watermarkNs;
    return now == WatermarkSpec.NONE ? null : TimestampText.toString(now);
  }

  @Override
  public void close() {
    if (publisher != null) {
      publisher.close();
    }
  }
}
