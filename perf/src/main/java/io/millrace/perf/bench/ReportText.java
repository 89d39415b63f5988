package io.millrace.perf.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** The report as Markdown, laid out so that it also reads well as text. */
final class ReportText {
  private final StringBuilder text = new StringBuilder();

  private ReportText() {}

  static String of(Report report) {
    ReportText writer = new ReportText();
    writer.header(report.setting());
    if (!report.cases().isEmpty()) {
      writer.cases(report.cases());
    }
    report.measures().forEach(writer::measure);
    writer.ratios(report.ratios());
    writer.refusals(report.cases());
    return writer.text.toString();
  }

  private void header(Setting setting) {
    text.append("# Comparison\n\n");
    setting
        .lines()
        .forEach(
            (name, value) ->
                text.append("- ").append(name).append(": ").append(value).append('\n'));
  }

  private void measure(NamedFindings measure) {
    text.append("\n## ").append(measure.name()).append("\n\n");
    text.append(measure.findings().text().strip()).append('\n');
    for (String plot : measure.findings().plots().keySet()) {
      text.append("\n![").append(plot).append("](").append(plot).append(".svg)\n");
    }
  }

  private void cases(List<CaseResult> results) {
    text.append("\n## Million rows a second\n\n");
    text.append("Median of the rounds, and in brackets how many times the first column.\n\n");
    TextTable table = new TextTable();
    List<Timing> columns = results.get(0).timings();
    String[] head = new String[columns.size() + 2];
    head[0] = "case";
    head[1] = "rows";
    for (int i = 0; i < columns.size(); i++) {
      head[i + 2] = columns.get(i).contender();
    }
    table.add(head);
    String first = columns.get(0).contender();
    for (CaseResult result : results) {
      String[] cells = new String[head.length];
      cells[0] = result.benchCase().label();
      cells[1] = String.format(Locale.ROOT, "%,d", result.benchCase().rows());
      for (int i = 2; i < cells.length; i++) {
        cells[i] = cell(result, head[i], first);
      }
      table.add(cells);
    }
    text.append(table);
  }

  private static String cell(CaseResult result, String contender, String first) {
    double[] ratios = result.ratios(contender, first);
    if (ratios == null) {
      return "-";
    }
    String speed = number(result.rowsPerMicrosecond(contender));
    return contender.equals(first) ? speed : speed + " (" + number(Median.of(ratios)) + ")";
  }

  private void ratios(List<RatioLine> ratios) {
    text.append("\n## Ratios and targets\n\n");
    long targets = ratios.stream().filter(RatioLine::hasTarget).count();
    long met = ratios.stream().filter(line -> line.hasTarget() && line.met()).count();
    text.append(met).append(" of ").append(targets).append(" targets are met. ");
    text.append("Median of the rounds, least and greatest of them.\n\n");
    TextTable table = new TextTable();
    table.add("measure", "ratio", "least", "greatest", "target", "met");
    for (RatioLine line : ratios) {
      String bound = line.bound() == RatioLine.Bound.AT_LEAST ? ">= " : "<= ";
      table.add(
          line.measure(),
          number(line.ratio()),
          number(line.least()),
          number(line.greatest()),
          line.hasTarget() ? bound + number(line.target()) : "none",
          line.hasTarget() ? (line.met() ? "met" : "NOT MET") : "-");
    }
    text.append(table);
  }

  private void refusals(List<CaseResult> results) {
    StringBuilder refusals = new StringBuilder();
    for (CaseResult result : results) {
      for (Timing timing : result.timings()) {
        if (timing.refusal() != null) {
          refusals.append("- ").append(result.benchCase().label()).append(": ");
          refusals.append(timing.contender()).append(": ").append(timing.refusal()).append('\n');
        }
      }
    }
    if (!refusals.isEmpty()) {
      text.append("\nNot run:\n\n").append(refusals);
    }
  }

  /** Three significant digits, without zeros at the end. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    BigDecimal digits = new BigDecimal(value).round(new MathContext(3));
    boolean whole = Math.abs(value) >= 100;
    return (whole ? digits.setScale(0, RoundingMode.HALF_UP) : digits.stripTrailingZeros())
        .toPlainString();
  }
}
