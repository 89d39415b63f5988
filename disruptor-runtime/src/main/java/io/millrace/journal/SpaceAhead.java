package io.millrace.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps real zeros in a file ahead of where it is appended to through mapped memory, on a thread of
 * its own. So a full disk is found by a write that fails, before anything is lost, and not by a
 * mapped page that cannot be had; and pages that are appended to are in memory already, which makes
 * appending several times faster (JournalBenchmark).
 *
 * <p>Zeros are written only behind what was ready, and the appender appends only before that. Apart
 * from {@link #run} everything is for one thread at a time.
 */
final class SpaceAhead implements Runnable, AutoCloseable {
  /** What the queue may write for itself behind a document: an index, the next header. */
  static final int MARGIN_BYTES = 64 << 10;

  private static final int PAGE_BYTES = 4 << 10;
  private static final int LEAST_AHEAD_BYTES = 256 << 10;
  private static final int MOST_AHEAD_BYTES = 8 << 20;
  private static final int CHUNK_BYTES = 4 << 20;
  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(CHUNK_BYTES);

  private final SegmentDisk disk;
  private final ByteBuffer zeros = ZEROS.duplicate();
  private final Thread thread = new Thread(this, "millrace-journal-space");
  private final long start;
  private long askAt;
  private volatile long ready;
  private volatile long wanted;
  private volatile IOException failure;
  private volatile boolean closed;
  private volatile Thread waiting;

  /** Starts the thread; {@code ready} is up to where the file is real by now, whole pages. */
  SpaceAhead(long ready, SegmentDisk disk) {
    this.disk = disk;
    this.start = ready;
    this.ready = ready;
    this.wanted = ready;
    thread.setDaemon(true);
    thread.start();
  }

  /** Where the page of the byte before a place ends. */
  static long pageEnd(long end) {
    return (end + PAGE_BYTES - 1) & -PAGE_BYTES;
  }

  /**
   * Makes sure that the bytes up to a position, and a margin behind it, are really there; waits if
   * they are not yet.
   *
   * @throws IOException if there is no room for them; another call tries again
   */
  void reserve(long end) throws IOException {
    long needed = end + MARGIN_BYTES;
    if (needed > askAt) {
      long ahead = Math.max(LEAST_AHEAD_BYTES, Math.min(end - start, MOST_AHEAD_BYTES));
      askAt = needed + ahead / 2;
      wanted = needed + ahead;
      LockSupport.unpark(thread);
    }
    if (needed > ready) {
      await(needed);
    }
  }

  /** Waits; if there is no room for what was to be made ready ahead, there may be for less. */
  private void await(long needed) throws IOException {
    waiting = Thread.currentThread();
    boolean triedLess = false;
    while (needed > ready) {
      IOException failed = failure;
      if (failed == null) {
        LockSupport.park(this);
      } else if (!triedLess) {
        triedLess = true;
        askAt = 0;
        wanted = needed;
        failure = null;
        LockSupport.unpark(thread);
      } else {
        throw failed;
      }
    }
  }

  /** Writes zeros as they are asked for, until {@link #close}. */
  @Override
  public void run() {
    while (!closed) {
      long from = ready;
      long bytes = pageEnd(Math.min(wanted - from, CHUNK_BYTES));
      if (bytes <= 0 || failure != null) {
        LockSupport.park(this);
        continue;
      }
      try {
        disk.write(zeros.clear().limit((int) bytes), from);
        ready = from + bytes;
      } catch (IOException e) {
        failure = e;
      } catch (RuntimeException | Error e) {
        failure = new IOException("room cannot be made: " + e, e);
      }
      LockSupport.unpark(waiting);
    }
  }

  /** Ends the thread and waits for that. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
