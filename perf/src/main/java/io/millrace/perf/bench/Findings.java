package io.millrace.perf.bench;

import java.io.Serializable;
import java.util.List;

/**
 * What a measure has found.
 *
 * @param ratios lines for the table of targets
 * @param text tables and remarks for the report, as Markdown without a heading; may be empty
 */
public record Findings(List<RatioLine> ratios, String text) implements Serializable {}
