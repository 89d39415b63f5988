package io.millrace.latency;

import java.util.List;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;

/**
 * Hands the latencies of one engine to the JDK Flight Recorder for as long as it lives: one event
 * {@code io.millrace.Latency} a stage and period, on the recorder's thread. Does nothing where the
 * JDK was built without the recorder.
 */
public final class LatencyEvents implements AutoCloseable {
  private final Runnable hook;

  /** Begins; {@code latencies} must be free to call from any thread. */
  public LatencyEvents(String engine, Supplier<List<StageLatency>> latencies) {
    if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
      hook = null;
      return;
    }
    hook =
        () -> {
          for (StageLatency latency : latencies.get()) {
            new LatencyEvent(engine, latency).commit();
          }
        };
    FlightRecorder.addPeriodicEvent(LatencyEvent.class, hook);
  }

  @Override
  public void close() {
    if (hook != null) {
      FlightRecorder.removePeriodicEvent(hook);
    }
  }
}
