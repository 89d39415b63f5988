package io.millrace.cli.run;

import io.millrace.cli.console.Console;
import io.millrace.cli.console.ProgressLine;
import io.millrace.cli.output.Figures;
import io.millrace.connector.Source;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What a script is doing, shown in the progress line if standard error is a terminal. Free to use
 * from any thread.
 */
final class ScriptStatus implements AutoCloseable {
  private final ProgressLine line;
  private volatile String stream;
  private volatile Source source;
  private volatile long startNs;
  private volatile long rowsBefore;
  private volatile Supplier<String> watermark = () -> null;

  ScriptStatus(Console console) {
    line = new ProgressLine(console, this::text);
  }

  /**
   * Shows how far a source is read.
   *
   * @param rowsReadBefore rows that sources read before this one delivered
   * @param streamWatermark the watermark as text, or null; called on another thread
   */
  void reading(
      String streamName, Source from, long rowsReadBefore, Supplier<String> streamWatermark) {
    if (source == null) {
      startNs = System.nanoTime();
    }
    rowsBefore = rowsReadBefore;
    watermark = streamWatermark;
    source = from;
    stream = streamName;
  }

  /** Shows that all input was read. */
  void draining() {
    stream = null;
  }

  private String text() {
    Source from = source;
    String name = stream;
    if (from == null) {
      return "";
    }
    long rows = rowsBefore + from.rowsRead();
    StringBuilder text = new StringBuilder();
    text.append(name == null ? "draining" : "reading " + name);
    text.append(String.format(Locale.ROOT, "  %,d rows  ", rows));
    text.append(Figures.rate(rows, System.nanoTime() - startNs));
    if (name != null) {
      appendShare(text, from);
    }
    String at = watermark.get();
    if (at != null) {
      text.append("  watermark ").append(at);
    }
    return text.toString();
  }

  private static void appendShare(StringBuilder text, Source from) {
    long total = from.totalRows();
    long done = from.rowsRead();
    if (total == Source.UNKNOWN) {
      total = from.totalBytes();
      done = from.bytesRead();
    }
    if (total > 0) {
      text.append("  ").append(Math.min(100, 100 * done / total)).append(" %");
    }
  }

  /** Makes room for something else; the line comes back. */
  void clear() {
    line.clear();
  }

  @Override
  public void close() {
    line.close();
  }
}
