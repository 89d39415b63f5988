package io.millrace.cli.run;

import io.millrace.batch.RecordBatch;
import io.millrace.connector.Source;
import io.millrace.type.Schema;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads a source on a thread of its own, a few batches ahead, so that a source that blocks on its
 * input does not keep the script from stopping or from printing what it has.
 *
 * <p>The methods belong to one thread, the script's. The reading thread ends at the end of input,
 * at the first failure and at {@link #close}, except inside a read that never comes back; it is a
 * daemon.
 */
final class SourceReader implements AutoCloseable {
  private static final int BATCHES = 3;
  private static final long JOIN_MS = 200;

  private final Source source;
  private final BlockingQueue<RecordBatch> empty = new ArrayBlockingQueue<>(BATCHES);
  private final BlockingQueue<Filled> full = new ArrayBlockingQueue<>(BATCHES);
  private final Thread thread;
  private volatile RuntimeException failure;
  private volatile boolean ended;
  private volatile boolean closed;
  private long mark;

  /** A batch, and where the source stands behind it. */
  private record Filled(RecordBatch rows, long mark) {}

  SourceReader(Source source, Schema schema, int batchRows, String name) {
    this.source = source;
    for (int i = 0; i < BATCHES; i++) {
      empty.add(new RecordBatch(schema, batchRows));
    }
    thread = new Thread(this::readAll, "millrace-source-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void readAll() {
    try {
      while (!closed) {
        RecordBatch batch = empty.take();
        batch.clear();
        if (!source.read(batch)) {
          break;
        }
        full.put(new Filled(batch, source.mark()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      ended = true;
    }
  }

  /** Whether all batches were handed out and the source has not failed. */
  boolean isAtEnd() {
    return ended && full.isEmpty() && failure == null;
  }

  /**
   * The next batch, to be given back in exchange for an empty one; null if none came within the
   * time.
   *
   * @throws RuntimeException the source's failure, once the batches before it were handed out
   */
  RecordBatch poll(long timeoutMs) throws InterruptedException {
    Filled next = full.poll(timeoutMs, TimeUnit.MILLISECONDS);
    if (next == null && ended) {
      next = full.poll();
      if (next == null && failure != null) {
        throw failure;
      }
    }
    if (next == null) {
      return null;
    }
    mark = next.mark;
    return next.rows;
  }

  /** Where the source stands behind the batch that was handed out last. */
  long mark() {
    return mark;
  }

  /** Takes a batch to fill, whose rows are forgotten. */
  void giveBack(RecordBatch batch) {
    empty.add(batch);
  }

  /** Stops reading. Closes the source, unless its thread hangs in a read. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(JOIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!thread.isAlive()) {
      source.close();
    }
  }
}
