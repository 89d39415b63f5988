package io.millrace.perf.bench;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What a measure has found.
 *
 * @param ratios lines for the table of targets
 * @param text tables and remarks for the report, as Markdown without a heading; may be empty
 * @param plots SVG by name; written beside the report
 * @param files other text by file name; written beside the report
 */
public record Findings(
    List<RatioLine> ratios, String text, Map<String, String> plots, Map<String, String> files)
    implements Serializable {
  /** Without plots and files. */
  public Findings(List<RatioLine> ratios, String text) {
    this(ratios, text, Map.of());
  }

  /** Without other files. */
  public Findings(List<RatioLine> ratios, String text, Map<String, String> plots) {
    this(ratios, text, plots, Map.of());
  }
}
