package io.millrace.perf.steady;

import io.millrace.latency.StageLatency;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run has shown.
 *
 * @param time of the measured part
 * @param rows published in it
 * @param allRows published before and in it
 * @param bytes of heap in it, by thread
 * @param collections garbage collections in it, by the JVM's counters
 * @param stops safepoints and their causes in it
 * @param outputRows of each query since the beginning
 * @param differences from the expected output; empty if all is right
 * @param latencies since the beginning
 */
record SteadyResult(
    Duration time,
    long rows,
    long allRows,
    Map<String, Long> bytes,
    long collections,
    JvmStops.Found stops,
    Map<SteadyQuery, Long> outputRows,
    List<String> differences,
    List<StageLatency> latencies) {

  /** Most bytes that a row cost on one thread. */
  double mostBytesPerRow() {
    long most = bytes.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return (double) most / rows;
  }

  /** For people. */
  String text() {
    StringBuilder text = new StringBuilder();
    line(text, "time: %,d s, rows: %,d (%,d with warm-up)", time.toSeconds(), rows, allRows);
    bytes.forEach(
        (thread, count) ->
            line(text, "%-36s %,14d bytes %10.6f a row", thread, count, (double) count / rows));
    line(
        text,
        "garbage collections: %d by counter, %d by event; safepoints: %d, longest %.3f ms",
        collections,
        stops.collections(),
        stops.safepoints(),
        stops.longestMs());
    stops
        .operations()
        .forEach(
            (name, operation) ->
                line(
                    text,
                    "  %,d x %s, longest %.3f ms",
                    operation.count(),
                    name,
                    operation.longestMs()));
    outputRows.forEach((query, count) -> line(text, "%s: %,d rows out", query, count));
    for (StageLatency stage : latencies) {
      line(
          text,
          "latency: query %d, %s: p50 %,d, p99 %,d, p99.9 %,d, longest %,d ns, %,d batches",
          stage.query(),
          stage.stage(),
          stage.p50Ns(),
          stage.p99Ns(),
          stage.p999Ns(),
          stage.maxNs(),
          stage.count());
    }
    differences.forEach(difference -> line(text, "WRONG %s", difference));
    return text.toString();
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
