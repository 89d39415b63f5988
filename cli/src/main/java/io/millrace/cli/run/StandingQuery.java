package io.millrace.cli.run;

import io.millrace.batch.RecordBatch;
import io.millrace.connector.DurableSink;
import io.millrace.query.CompiledQuery;
import io.millrace.query.SqlPosition;
import io.millrace.query.StreamDefinition;
import java.util.function.Consumer;

/**
 * A query of a script.
 *
 * @param label how messages call it, such as {@code query 1}
 * @param compiled what it computes
 * @param position where it stands in its script, or null
 * @param feedsStream whether its rows are the input of a stream without connector
 * @param letters takes what it does not compute with
 * @param target takes its rows, one batch after another; what it throws ends the query
 * @param sink what is behind the target in a durable run, else null
 */
record StandingQuery(
    String label,
    CompiledQuery compiled,
    SqlPosition position,
    boolean feedsStream,
    QueryLetters letters,
    Consumer<RecordBatch> target,
    DurableSink sink) {
  /** Whether its rows come from that stream. */
  boolean reads(StreamDefinition stream) {
    return stream.name().equalsIgnoreCase(compiled.stream());
  }

  /** Whether its rows go to that stream. */
  boolean writes(StreamDefinition stream) {
    return stream.name().equalsIgnoreCase(compiled.sink());
  }
}
