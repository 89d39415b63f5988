package io.millrace.perf.pair;

import java.util.List;
import java.util.Locale;

/** The result as a Markdown table, one line a case. */
final class PairTable {
  private static final String HEAD =
      "| case | base, M rows/s | head, M rows/s | head / base | spread | |\n"
          + "|---|---|---|---|---|---|\n";

  private PairTable() {}

  static String of(List<PairedRuns> cases) {
    StringBuilder table = new StringBuilder(HEAD);
    for (PairedRuns runs : cases) {
      Ratios ratios = runs.ratios();
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f | %.1f | %.3f | %.3f to %.3f | %s |%n",
              runs.name(),
              runs.baseSpeed(),
              runs.headSpeed(),
              ratios.median(),
              ratios.least(),
              ratios.greatest(),
              verdict(ratios)));
    }
    return table.toString().replace(System.lineSeparator(), "\n");
  }

  private static String verdict(Ratios ratios) {
    if (!ratios.isClear()) {
      return "same";
    }
    return ratios.median() > 1 ? "faster" : "slower";
  }
}
