package io.millrace.perf.analysis;

import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;

/** An engine of row maps behind a lock, outside of which each thread makes its rows. */
final class LockedRowMapEngine implements RowMapEngine {
  private final RowMapEngine engine;
  private final Lock rowLock;
  private final Lock timeLock;

  LockedRowMapEngine(RowMapEngine engine, EngineLock lock) {
    this.engine = engine;
    this.rowLock = lock.forRow();
    this.timeLock = lock.forTime();
  }

  @Override
  public void onRow(Map<String, Object> row, Consumer<Map<String, Object>> output) {
    rowLock.lock();
    try {
      engine.onRow(row, output);
    } finally {
      rowLock.unlock();
    }
  }

  @Override
  public void onWatermark(long timeNs, Consumer<Map<String, Object>> output) {
    timeLock.lock();
    try {
      engine.onWatermark(timeNs, output);
    } finally {
      timeLock.unlock();
    }
  }

  @Override
  public void onEndOfInput(Consumer<Map<String, Object>> output) {
    timeLock.lock();
    try {
      engine.onEndOfInput(output);
    } finally {
      timeLock.unlock();
    }
  }
}
