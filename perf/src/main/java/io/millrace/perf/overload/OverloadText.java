package io.millrace.perf.overload;

import io.millrace.perf.overload.OpenLoopPublisher.Offered;
import io.millrace.perf.plot.LinePlot;
import io.millrace.perf.plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run shows, for people, tables and plots. */
final class OverloadText {
  private static final List<Gauge> PLOTTED =
      List.of(Gauge.HEAP, Gauge.STATE, Gauge.ANONYMOUS, Gauge.METASPACE, Gauge.DISK);
  private static final double MB = 1 << 20;
  private static final double MINUTE = 60;

  private OverloadText() {}

  /** A line of a sample. */
  static String progress(Sample sample, Map<OfferedStream, Offered> offered, QueryChurn churn) {
    StringBuilder line = new StringBuilder(format("%,6.0f s", sample.seconds()));
    offered.forEach(
        (stream, rows) ->
            line.append(
                format(
                    "  %s: %,d in, %,d dropped, %,d kept",
                    stream.sqlName(), rows.accepted(), rows.dropped(), rows.kept())));
    line.append(format("  queries: +%,d -%,d", churn.added(), churn.removed()));
    sample
        .values()
        .forEach((gauge, value) -> line.append("  " + gauge.title() + ": " + gauge.show(value)));
    return line.toString();
  }

  /** The verdict, with all that it rests on. */
  static String verdict(OverloadResult result) {
    StringBuilder text = new StringBuilder();
    line(text, "%-32s %14s %14s %14s", "median of", "second fifth", "last fifth", "limit");
    for (Growth growth : result.growths()) {
      Gauge gauge = growth.gauge();
      line(
          text,
          "%-32s %14s %14s %14s %s",
          gauge.title(),
          gauge.show(growth.before()),
          gauge.show(growth.after()),
          gauge.show(gauge.limit(growth.before())),
          growth.holds() ? "" : "GROWN");
    }
    result
        .offered()
        .forEach(
            (stream, rows) ->
                line(
                    text,
                    "%s: takes %,d rows/s; offered %,d = accepted %,d + dropped %,d + kept by the"
                        + " publisher %,d",
                    stream.sqlName(),
                    result.sustained().get(stream),
                    rows.offered(),
                    rows.accepted(),
                    rows.dropped(),
                    rows.kept()));
    result.answers().forEach((query, rows) -> line(text, "%s: %s", query, rows));
    line(text, "queries: %s", result.queries());
    line(
        text,
        "checkpoints: %,d taken, %,d failed",
        result.checkpoints().taken(),
        result.checkpoints().failed());
    result.differences().forEach(difference -> line(text, "WRONG %s", difference));
    line(text, result.holds() ? "holds: nothing has grown, every row is there" : "DOES NOT HOLD");
    return text.toString();
  }

  /** All samples, as a table. */
  static String csv(List<Sample> samples) {
    StringBuilder text = new StringBuilder("seconds");
    for (Gauge gauge : Gauge.values()) {
      text.append(',').append(gauge.name().toLowerCase(Locale.ROOT));
    }
    text.append('\n');
    for (Sample sample : samples) {
      text.append(format("%.1f", sample.seconds()));
      for (Gauge gauge : Gauge.values()) {
        Long value = sample.values().get(gauge);
        text.append(',').append(value == null ? "" : value);
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** A line of JSON for each gauge and for each stream. */
  static String json(OverloadResult result) {
    StringBuilder text = new StringBuilder();
    for (Growth growth : result.growths()) {
      line(
          text,
          "{\"gauge\":\"%s\",\"before\":%d,\"after\":%d,\"limit\":%d,\"holds\":%b}",
          growth.gauge(),
          growth.before(),
          growth.after(),
          growth.gauge().limit(growth.before()),
          growth.holds());
    }
    result
        .offered()
        .forEach(
            (stream, rows) ->
                line(
                    text,
                    "{\"stream\":\"%s\",\"sustained\":%d,\"offered\":%d,\"accepted\":%d,"
                        + "\"dropped\":%d,\"kept\":%d}",
                    stream.sqlName(),
                    result.sustained().get(stream),
                    rows.offered(),
                    rows.accepted(),
                    rows.dropped(),
                    rows.kept()));
    line(
        text,
        "{\"checkpoints\":%d,\"differences\":%d,\"holds\":%b}",
        result.checkpoints().taken(),
        result.differences().size(),
        result.holds());
    return text.toString();
  }

  /** Megabytes over minutes, at times that double; empty if nothing was read. */
  static String svg(List<Sample> samples) {
    List<Series> lines = new ArrayList<>();
    for (Gauge gauge : PLOTTED) {
      List<Sample> read = new ArrayList<>();
      for (Sample sample : samples) {
        boolean isLater =
            read.isEmpty() || sample.seconds() >= 2 * read.get(read.size() - 1).seconds();
        Long value = sample.values().get(gauge);
        if (isLater && value != null && value > 0) {
          read.add(sample);
        }
      }
      if (!read.isEmpty()) {
        lines.add(
            new Series(
                gauge.title(),
                read.stream().mapToDouble(sample -> sample.seconds() / MINUTE).toArray(),
                read.stream().mapToDouble(sample -> sample.values().get(gauge) / MB).toArray()));
      }
    }
    return lines.isEmpty()
        ? ""
        : LinePlot.of("Under twice the load, queries coming and going", "minutes", "MB", lines);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(format(format, values)).append('\n');
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
