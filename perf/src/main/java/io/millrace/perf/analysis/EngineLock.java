package io.millrace.perf.analysis;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The read-write lock in front of a shared engine: a row that changes state takes the write side.
 */
final class EngineLock {
  private final Lock rowLock;
  private final Lock writeLock;

  /** An open lock; of a stateless engine, rows take the read side. */
  EngineLock(boolean stateless) {
    ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    rowLock = stateless ? lock.readLock() : lock.writeLock();
    writeLock = lock.writeLock();
  }

  /** Held while the engine takes a row. */
  Lock forRow() {
    return rowLock;
  }

  /** Held while the engine takes a watermark or the end of input. */
  Lock forTime() {
    return writeLock;
  }
}
