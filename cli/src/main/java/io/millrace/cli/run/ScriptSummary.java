package io.millrace.cli.run;

import io.millrace.cli.output.Figures;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What is said about a script at its end: rows of each query, what was lost, and the time. */
final class ScriptSummary {
  private final String name;
  private final boolean stopped;
  private final ScriptStatements statements;
  private final ScriptSources sources;

  /**
   * A summary.
   *
   * @param name name of the script
   * @param stopped whether reading was stopped before the end of input
   */
  ScriptSummary(String name, boolean stopped, ScriptStatements statements, ScriptSources sources) {
    this.name = name;
    this.stopped = stopped;
    this.statements = statements;
    this.sources = sources;
  }

  /**
   * Prints the summary, a line each; {@code readNs} is the part of the time since reading began.
   */
  void print(PrintStream err, long ns, long readNs) {
    List<String> lines = new ArrayList<>();
    if (!statements.queries().isEmpty()) {
      statements.engine().queries().forEach(query -> query.describe(lines));
      statements.engine().describeOverload(lines);
    }
    sources.describeSkipped(lines);
    lines.forEach(line -> err.println(name + ": " + line));
    err.println(name + ": " + total(ns, readNs));
  }

  private String total(long ns, long readNs) {
    long rows = sources.rowsRead();
    String time = (stopped ? "stopped after " : "done in ") + Figures.time(ns);
    return rows == 0
        ? time
        : time + ", " + Figures.count(rows, "row") + " read, " + Figures.rate(rows, readNs);
  }
}
