package io.millrace.perf.analysis;

import io.millrace.batch.RecordBatch;
import java.util.concurrent.locks.Lock;

/** An engine that reads columns, behind a lock. */
final class LockedColumnEngine implements SharedEngine {
  private final SharedEngine engine;
  private final Lock rowLock;
  private final Lock timeLock;

  LockedColumnEngine(SharedEngine engine, EngineLock lock) {
    this.engine = engine;
    this.rowLock = lock.forRow();
    this.timeLock = lock.forTime();
  }

  @Override
  public void onRow(RecordBatch batch, int row, ResultRows results) {
    rowLock.lock();
    try {
      engine.onRow(batch, row, results);
    } finally {
      rowLock.unlock();
    }
  }

  @Override
  public void onWatermark(long timeNs, ResultRows results) {
    timeLock.lock();
    try {
      engine.onWatermark(timeNs, results);
    } finally {
      timeLock.unlock();
    }
  }

  @Override
  public void onEndOfInput(ResultRows results) {
    timeLock.lock();
    try {
      engine.onEndOfInput(results);
    } finally {
      timeLock.unlock();
    }
  }
}
