package io.millrace.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps real zeros in a file ahead of where it is appended to through mapped memory. So a full disk
 * is found by a write that fails, before anything is lost, and not by a mapped page that cannot be
 * had; and pages that are appended to are in memory already, which makes appending several times
 * faster (JournalBenchmark).
 *
 * <p>A thread of its own writes them, so that the appender waits for none. Where they are used up
 * fast, that thread would take its core from others, and the appender would wait for it: then the
 * appender writes them itself, a piece at a time.
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

  /** Smaller pieces, or such as begin elsewhere than at a multiple, cost up to twice as much. */
  private static final int PIECE_BYTES = 1 << 20;

  /** Who takes less for each byte uses them up fast: 250 MB/s. */
  private static final long FAST_NS = 4;

  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(PIECE_BYTES);

  private final SegmentDisk disk;
  private final ByteBuffer zeros = zeros();
  private final Thread thread = new Thread(this, "millrace-journal-space");
  private final Object writing = new Object();
  private final long start;
  private long askAt;
  private long askedFor;
  private long askedNs;
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
    this.askedFor = ready;
    this.askedNs = System.nanoTime();
    thread.setDaemon(true);
    thread.start();
  }

  /** A piece of zeros that all share, from its start. */
  static ByteBuffer zeros() {
    return ZEROS.duplicate();
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
    if (needed > askAt && !(usedUpFast(needed) && writePiece())) {
      ask(needed);
    }
    if (needed > ready) {
      if (needed > wanted) {
        ask(needed);
      }
      await(needed);
    }
  }

  /** Whether little time has gone by since there was to be more the last time. */
  private boolean usedUpFast(long needed) {
    long now = System.nanoTime();
    boolean fast = now - askedNs < (needed - askedFor) * FAST_NS;
    askedNs = now;
    askedFor = needed;
    return fast;
  }

  /** Writes zeros on the appender's thread; false if there is no room for so many. */
  private boolean writePiece() {
    try {
      write(Long.MAX_VALUE);
      askAt = ready;
      return true;
    } catch (IOException e) {
      // There may be room for fewer, which the other thread finds out.
      return false;
    }
  }

  private void ask(long needed) {
    long ahead = Math.max(LEAST_AHEAD_BYTES, Math.min(needed - start, MOST_AHEAD_BYTES));
    askAt = needed + ahead / 2;
    wanted = needed + ahead;
    LockSupport.unpark(thread);
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
      if (ready >= wanted || failure != null) {
        LockSupport.park(this);
        continue;
      }
      try {
        write(wanted);
      } catch (IOException e) {
        failure = e;
      } catch (RuntimeException | Error e) {
        failure = new IOException("room cannot be made: " + e, e);
      }
      LockSupport.unpark(waiting);
    }
  }

  /** Writes the next piece, no more than whole pages up to a place. */
  private void write(long to) throws IOException {
    synchronized (writing) {
      long from = ready;
      long bytes = Math.min(to - from, PIECE_BYTES - (from & (PIECE_BYTES - 1)));
      if (bytes > 0) {
        bytes = pageEnd(bytes);
        disk.write(zeros.clear().limit((int) bytes), from);
        ready = from + bytes;
      }
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
