package io.millrace.perf.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report as JSON: one line for each target, or one object with everything. */
final class ReportJson {
  private ReportJson() {}

  /** A line such as {@code {"measure": "…", "ratio": 0.95, "target": 0.9, "met": true}}. */
  static String line(RatioLine line) {
    return "{\"measure\": "
        + text(line.measure())
        + ", \"ratio\": "
        + number(line.ratio())
        + ", \"target\": "
        + number(line.target())
        + ", \"met\": "
        + (line.hasTarget() ? line.met() : "null")
        + "}";
  }

  /** Circumstances, timings of all rounds, ratios. */
  static String of(Report report) {
    StringBuilder json = new StringBuilder("{\n\"setting\": {");
    String separator = "\n  ";
    for (Map.Entry<String, String> entry : report.setting().lines().entrySet()) {
      json.append(separator).append(text(entry.getKey())).append(": ");
      json.append(text(entry.getValue()));
      separator = ",\n  ";
    }
    json.append("\n},\n\"cases\": [");
    separator = "\n  ";
    for (CaseResult result : report.cases()) {
      for (Timing timing : result.timings()) {
        json.append(separator).append(timing(result, timing));
        separator = ",\n  ";
      }
    }
    json.append("\n],\n\"ratios\": [");
    List<RatioLine> ratios = report.ratios();
    separator = "\n  ";
    for (RatioLine line : ratios) {
      json.append(separator).append(line(line));
      separator = ",\n  ";
    }
    return json.append("\n]\n}\n").toString();
  }

  private static String timing(CaseResult result, Timing timing) {
    StringBuilder json = new StringBuilder("{\"scenario\": ");
    json.append(text(result.benchCase().scenario().name()));
    json.append(", \"keys\": ").append(result.benchCase().customers());
    json.append(", \"rows\": ").append(result.benchCase().rows());
    json.append(", \"contender\": ").append(text(timing.contender()));
    if (timing.refusal() != null) {
      return json.append(", \"refusal\": ").append(text(timing.refusal())).append('}').toString();
    }
    json.append(", \"nsOfRounds\": [");
    String separator = "";
    for (double ns : timing.nsOfRounds()) {
      json.append(separator).append(Math.round(ns));
      separator = ", ";
    }
    return json.append("]}").toString();
  }

  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : "null";
  }

  private static String text(String value) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
