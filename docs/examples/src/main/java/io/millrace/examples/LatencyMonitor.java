package io.millrace.examples;

import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.latency.StageLatency;
import io.millrace.publish.RecordPublisher;
import io.millrace.record.EventTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.function.Consumer;

/**
 * Watches how long calls to other services take, second by second, and alerts about slow ones; then
 * shows how long Millrace itself took.
 */
public final class LatencyMonitor {
  /** A call that has come back. */
  public record Call(String service, long micros, @EventTime Instant at) {}

  /** A service that was slow in a second. */
  public record SlowSecond(
      LocalDateTime windowStart, String service, long calls, long slow, long worst) {}

  private LatencyMonitor() {}

  /** Prints slow seconds, then the latencies of this engine, which differ from run to run. */
  public static void main(String[] arguments) {
    MillraceConfig config = MillraceConfig.defaults().withLatencyRecording(true);
    try (Millrace engine = Millrace.start(config)) {
      run(engine, System.out::println);
      // example: own latencies
      for (StageLatency stage : engine.latencies()) {
        System.out.println(stage.stage() + " p50=" + stage.p50Ns() + " ns p99=" + stage.p99Ns());
      }
      // end of example
    }
  }

  static void run(Millrace engine, Consumer<String> out) {
    // example: latency monitor
    RecordPublisher<Call> calls = engine.stream("calls", Call.class);
    engine.subscribe(
        "SELECT window_start, service, COUNT(*) AS calls,"
            + " COUNT(*) FILTER (WHERE micros > 1000) AS slow, MAX(micros) AS worst"
            + " FROM calls TUMBLE(at, INTERVAL '1' SECOND) GROUP BY window_start, service"
            + " HAVING COUNT(*) FILTER (WHERE micros > 1000) * 10 > COUNT(*)",
        SlowSecond.class,
        second ->
            out.accept(
                second.windowStart().toLocalTime()
                    + " "
                    + second.service()
                    + ": "
                    + second.slow()
                    + " of "
                    + second.calls()
                    + " slow, worst "
                    + second.worst()
                    + " us"));
    // end of example
    Instant start = Instant.parse("2024-05-02T12:00:01Z");
    for (int i = 0; i < 4_000; i++) {
      boolean slowSecond = i / 1_000 == 2;
      long micros = slowSecond && i % 7 == 0 ? 2_000 + i : 150 + i % 90;
      calls.publish(new Call(i % 2 == 0 ? "pricing" : "routing", micros, start.plusMillis(i)));
    }
    calls.flush();
    engine.drain();
  }
}
