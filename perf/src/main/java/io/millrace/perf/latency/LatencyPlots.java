package io.millrace.perf.latency;

import io.millrace.perf.plot.LinePlot;
import io.millrace.perf.plot.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Percentiles of the latency cases, a plot for each wait strategy and rate: how many nanoseconds
 * one message in so many exceeds. The bare ring is that of the first scenario.
 */
final class LatencyPlots {
  private static final double[] ONE_IN = {2, 10, 100, 1_000, 10_000};

  private final Map<String, List<Series>> plots = new LinkedHashMap<>();
  private final Map<String, String> titles = new LinkedHashMap<>();

  /** Adds a case that has run. */
  void add(LatencyCase latencyCase) {
    String name =
        ("latency-" + latencyCase.ratePerSecond() + "-" + latencyCase.waitMode())
            .toLowerCase(Locale.ROOT);
    titles.put(
        name,
        String.format(
            Locale.ROOT,
            "Latency, %,d rows/s, %s",
            latencyCase.ratePerSecond(),
            latencyCase.waitMode()));
    List<Series> series = plots.computeIfAbsent(name, key -> new ArrayList<>());
    if (series.isEmpty()) {
      series.add(series("raw Disruptor", latencyCase.raw()));
    }
    series.add(series(latencyCase.scenario().name(), latencyCase.rows()));
  }

  private static Series series(String name, Histogram histogram) {
    double[] values = new double[ONE_IN.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(1, histogram.getValueAtPercentile(100 - 100 / ONE_IN[i]));
    }
    return new Series(name, ONE_IN, values);
  }

  /** SVG by name. */
  Map<String, String> draw() {
    Map<String, String> drawn = new LinkedHashMap<>();
    plots.forEach(
        (name, series) ->
            drawn.put(
                name,
                LinePlot.of(
                    titles.get(name), "exceeded by one message in", "nanoseconds", series)));
    return drawn;
  }
}
