package io.millrace.cli.run;

import io.millrace.batch.RecordBatch;
import io.millrace.connector.ConnectorContext;
import io.millrace.connector.ConnectorRegistry;
import io.millrace.connector.DurableSink;
import io.millrace.connector.Sink;
import io.millrace.query.StreamDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The sinks of a script, one for each stream that is written to, however many queries write to it.
 * Opened and closed by the script's thread, written to by any.
 */
final class ScriptSinks implements AutoCloseable {
  private final ConnectorRegistry connectors;
  private final ConnectorContext context;
  private final Map<String, Sink> sinks = new LinkedHashMap<>();

  ScriptSinks(ConnectorRegistry connectors, ConnectorContext context) {
    this.connectors = connectors;
    this.context = context;
  }

  /** Opens the sink of a stream, unless it is open; the result writes rows to it. */
  Consumer<RecordBatch> open(StreamDefinition stream) {
    Sink sink =
        sinks.computeIfAbsent(
            stream.name(), name -> connectors.find(stream).openSink(stream, context));
    return rows -> {
      synchronized (sink) {
        sink.write(rows);
      }
    };
  }

  /**
   * Opens the sink of a stream for the one query that writes to it in a durable run.
   *
   * @throws IllegalArgumentException if another one does
   */
  DurableSink openDurable(StreamDefinition stream) {
    if (contains(stream)) {
      throw new IllegalArgumentException(
          "two statements write to a stream in a durable run: name="
              + stream.name()
              + "; declare a stream for each, so that each output has a place of its own to go on");
    }
    DurableSink sink = connectors.find(stream).openDurableSink(stream, context);
    sinks.put(stream.name(), sink);
    return sink;
  }

  /** Whether the stream is written to. */
  boolean contains(StreamDefinition stream) {
    return sinks.containsKey(stream.name());
  }

  /** Hands on what is in buffers. */
  void flush() {
    for (Sink sink : sinks.values()) {
      synchronized (sink) {
        sink.flush();
      }
    }
  }

  /** Completes all outputs; without this call they are discarded where that is possible. */
  void finish() {
    for (Sink sink : sinks.values()) {
      synchronized (sink) {
        sink.finish();
      }
    }
  }

  @Override
  public void close() {
    for (Sink sink : sinks.values()) {
      synchronized (sink) {
        sink.close();
      }
    }
  }
}
