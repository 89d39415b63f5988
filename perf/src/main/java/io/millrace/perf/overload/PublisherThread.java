package io.millrace.perf.overload;

import io.millrace.Millrace;
import io.millrace.publish.StreamPublisher;
import io.millrace.publish.StreamStatus;
import java.util.List;

/** The thread that publishes into one stream, and what it died of, if it did. */
final class PublisherThread {
  /** The name of the source, in each stream. */
  static final String SOURCE = "trades";

  private final OfferedStream stream;
  private final OpenLoopPublisher work;
  private final Thread thread;
  private volatile Throwable failure;

  private PublisherThread(OfferedStream stream, StreamPublisher publisher) {
    this.stream = stream;
    this.work = new OpenLoopPublisher(publisher);
    this.thread = new Thread(work, "overload-publisher-" + stream.sqlName());
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((dead, reason) -> failure = reason);
  }

  /** Begins to publish. */
  static PublisherThread start(Millrace engine, OfferedStream stream, boolean durable) {
    StreamPublisher publisher =
        durable
            ? engine.durable().publisher(stream.sqlName(), SOURCE)
            : engine.publisher(stream.sqlName());
    PublisherThread started = new PublisherThread(stream, publisher);
    started.thread.start();
    return started;
  }

  OpenLoopPublisher work() {
    return work;
  }

  /** Whether it has died. */
  boolean hasFailed() {
    return failure != null;
  }

  /** Publishes what waits, and ends. */
  void stop() throws InterruptedException {
    work.stop();
    thread.join();
  }

  /** Compares its counts with those of the engine, once it has ended. */
  void compare(StreamStatus status, List<String> differences) {
    if (failure != null) {
      differences.add(stream + ": publisher failed: " + failure);
      return;
    }
    OpenLoopPublisher.Offered counted = work.offered();
    if (counted.accepted() != status.acceptedRows()
        || counted.accepted() != status.publishedRows()
        || counted.dropped() != status.droppedRows()) {
      differences.add(stream + ": counted=" + counted + ", status=" + status);
    }
  }
}
