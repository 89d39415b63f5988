package io.millrace.cli.demo;

import io.millrace.batch.RecordBatch;
import io.millrace.cli.output.Figures;
import io.millrace.cli.output.TableResultWriter;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What the demo prints. One thread. */
final class DemoReport {
  private static final String INDENT = "    ";
  private static final int HEADER_LINES = 2;

  private final PrintStream out;
  private final Style style;
  private boolean allRight = true;

  DemoReport(PrintStream out, Style style) {
    this.out = out;
    this.style = style;
  }

  /** A heading. */
  void heading(String text) {
    out.println();
    out.println(style.bold(text));
  }

  /** A line of explanation. */
  void note(String text) {
    out.println("  " + style.dim(text));
  }

  /** A line of plain text. */
  void line(String text) {
    out.println("  " + text);
    flush();
  }

  /** An empty line. */
  void gap() {
    out.println();
  }

  /** The text of a query. */
  void sql(String sql) {
    sql.lines().forEach(line -> out.println(INDENT + style.accent(line)));
    flush();
  }

  /** The first rows of an answer, and a hint that there are more. */
  void rows(RecordBatch rows, boolean more) {
    List<String> lines = TableResultWriter.lines(rows);
    for (int i = 0; i < lines.size(); i++) {
      out.println(INDENT + (i < HEADER_LINES ? style.dim(lines.get(i)) : lines.get(i)));
    }
    if (more) {
      out.println(INDENT + style.dim(" …"));
    }
  }

  /** What one query took, and whether its answer was right. */
  void run(int partitions, long rowsIn, Demo.Measured run) {
    String name = partitions == 1 ? "1 partition " : partitions + " partitions";
    out.print(
        String.format(
            Locale.ROOT,
            "  %s  %,d rows in → %,d rows out  in %s  %s  ",
            name,
            rowsIn,
            run.rowsOut(),
            Figures.time(run.ns()),
            style.bold(Figures.rate(rowsIn, run.ns()))));
    boolean right = run.mismatch() == null;
    out.println(right ? style.good("✓ every row right") : style.bad("✗ " + run.mismatch()));
    allRight &= right;
    flush();
  }

  /** The last line. */
  void verdict(long ns) {
    String time = "in " + Figures.time(ns);
    out.println();
    out.println(
        allRight
            ? style.good("✓ all answers right ") + time
            : style.bad("✗ wrong answers ") + time);
    flush();
  }

  /** Whether no answer was wrong so far. */
  boolean allRight() {
    return allRight;
  }

  private void flush() {
    if (out.checkError()) {
      throw new BrokenPipeException();
    }
  }
}
