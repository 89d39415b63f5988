package io.millrace.publish;

import io.millrace.MillraceConfig;
import io.millrace.time.ClockTimer;
import io.millrace.time.TimedWork;
import java.util.List;
import java.util.function.Supplier;

/**
 * What falls due in all streams of an engine, by one timer, which is started for the first stream
 * that needs it.
 */
public final class StreamTimers implements TimedWork, AutoCloseable {
  private final MillraceConfig config;
  private final Supplier<List<StreamHub>> hubs;
  private ClockTimer timer;

  /** No timer yet. */
  public StreamTimers(MillraceConfig config, Supplier<List<StreamHub>> hubs) {
    this.config = config;
    this.hubs = hubs;
  }

  /** Starts the timer, unless it runs or the stream has no use for it. */
  public synchronized void startFor(StreamHub hub) {
    if (timer == null && hub.mayIdle()) {
      timer = config.clock().start(config.name() + "-timer", config.threadFactory(), this);
    }
  }

  @Override
  public long nextDueNs(long nowNs) {
    long dueNs = Long.MAX_VALUE;
    for (StreamHub hub : hubs.get()) {
      dueNs = Math.min(dueNs, hub.nextDueNs(nowNs));
    }
    return dueNs;
  }

  @Override
  public void runDue(long nowNs) {
    for (StreamHub hub : hubs.get()) {
      if (hub.nextDueNs(nowNs) <= nowNs) {
        hub.runDue(nowNs);
      }
    }
  }

  @Override
  public long longestWaitNs() {
    long waitNs = Long.MAX_VALUE;
    for (StreamHub hub : hubs.get()) {
      waitNs = Math.min(waitNs, hub.longestWaitNs());
    }
    return waitNs;
  }

  /** Ends the timer and its thread. */
  @Override
  public synchronized void close() {
    if (timer != null) {
      timer.close();
      timer = null;
    }
  }
}
