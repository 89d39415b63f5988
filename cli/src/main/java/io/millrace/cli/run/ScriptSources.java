package io.millrace.cli.run;

import io.millrace.batch.RecordBatch;
import io.millrace.cli.console.StopRequest;
import io.millrace.connector.ConnectorContext;
import io.millrace.connector.ConnectorRegistry;
import io.millrace.connector.Source;
import io.millrace.query.StreamDefinition;
import java.util.ArrayList;
import java.util.List;

/** The streams of a script that a connector feeds, read one after another. One thread. */
final class ScriptSources implements AutoCloseable {
  private static final long QUIET_MS = 20;

  private final ConnectorRegistry connectors;
  private final ConnectorContext context;
  private final List<OpenSource> opened = new ArrayList<>();
  private StreamDefinition current;
  private int startedCount;
  private long rowsRead;
  private boolean whole;

  private record OpenSource(StreamDefinition stream, Source source) {}

  ScriptSources(ConnectorRegistry connectors, ConnectorContext context) {
    this.connectors = connectors;
    this.context = context;
  }

  /** Opens a stream, so that one that is not there is found before another is read. */
  void open(StreamDefinition stream, int[] columns) {
    current = stream;
    Source source = connectors.find(stream).openSource(stream, columns, context);
    opened.add(new OpenSource(stream, source));
  }

  /**
   * Reads all sources to their ends, or until a stop is asked for or all queries have stopped.
   *
   * @param quiet is called when no row came for a moment from a source that may pause for long
   */
  void readAll(
      ScriptEngine engine, int batchRows, Runnable quiet, ScriptStatus status, StopRequest stop)
      throws InterruptedException {
    int readWhole = 0;
    for (OpenSource each : opened) {
      current = each.stream;
      String name = current.name();
      startedCount++;
      if (engine.hasEnded(name)) {
        each.source.close();
        readWhole++;
        continue;
      }
      engine.resume(name, each.source);
      status.reading(name, each.source, rowsRead, () -> engine.watermark(name));
      try (SourceReader reader =
          new SourceReader(each.source, each.stream.schema(), batchRows, name)) {
        while (!reader.isAtEnd() && !stop.isRequested() && !engine.allStopped()) {
          readSome(reader, each, engine, quiet);
        }
        readWhole += reader.isAtEnd() ? 1 : 0;
      } finally {
        rowsRead += each.source.rowsRead();
      }
    }
    whole = readWhole == opened.size();
    status.draining();
  }

  private static void readSome(
      SourceReader reader, OpenSource from, ScriptEngine engine, Runnable quiet)
      throws InterruptedException {
    RecordBatch rows = reader.poll(QUIET_MS);
    if (rows != null) {
      reader.giveBack(engine.exchange(from.stream.name(), rows));
      engine.mark(from.stream.name(), reader.mark());
    } else if (mayPause(from.source)) {
      engine.endStep();
      quiet.run();
    }
  }

  private static boolean mayPause(Source source) {
    return source.totalRows() == Source.UNKNOWN && source.totalBytes() == Source.UNKNOWN;
  }

  /** Whether all sources of the script were read to their ends. */
  boolean areWhole() {
    return whole;
  }

  /** The stream that was opened or read last, or null. */
  StreamDefinition current() {
    return current;
  }

  /** Rows that all sources delivered. */
  long rowsRead() {
    return rowsRead;
  }

  /** Adds a line for each stream with lines that were passed over. */
  void describeSkipped(List<String> lines) {
    for (OpenSource each : opened) {
      long skipped = each.source.rowsSkipped();
      if (skipped > 0) {
        lines.add(
            "stream "
                + each.stream.name()
                + ": "
                + skipped
                + " malformed "
                + (skipped == 1 ? "line" : "lines")
                + " skipped");
      }
    }
  }

  /** Closes the sources that were not read; a reader closes its own. */
  @Override
  public void close() {
    for (OpenSource each : opened.subList(startedCount, opened.size())) {
      each.source.close();
    }
  }
}
