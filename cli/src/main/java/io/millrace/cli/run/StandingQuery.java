package io.millrace.cli.run;

import io.millrace.batch.RecordBatch;
import io.millrace.query.CompiledQuery;
import io.millrace.query.SqlPosition;
import io.millrace.query.StreamDefinition;
import java.util.function.Consumer;

/**
 * A query of a script, from its statement to the summary. Rows come one batch after another, on the
 * thread that delivers them; the rest may be called from any thread.
 */
final class StandingQuery {
  private final String label;
  private final CompiledQuery compiled;
  private final SqlPosition position;
  private final Consumer<RecordBatch> target;
  private volatile long rowCount;

  /**
   * A query.
   *
   * @param label how messages call it, such as {@code query 1}
   * @param compiled what it computes
   * @param position where it stands in its script, or null
   * @param target takes its rows
   */
  StandingQuery(
      String label, CompiledQuery compiled, SqlPosition position, Consumer<RecordBatch> target) {
    this.label = label;
    this.compiled = compiled;
    this.position = position;
    this.target = target;
  }

  /** How messages call it. */
  String label() {
    return label;
  }

  /** What it computes. */
  CompiledQuery compiled() {
    return compiled;
  }

  /** Where it stands in its script, or null. */
  SqlPosition position() {
    return position;
  }

  /** Whether its rows come from that stream. */
  boolean reads(StreamDefinition stream) {
    return stream.name().equalsIgnoreCase(compiled.stream());
  }

  /** Whether its rows go to that stream. */
  boolean writes(StreamDefinition stream) {
    return stream.name().equalsIgnoreCase(compiled.sink());
  }

  /** Takes rows. */
  void accept(RecordBatch rows) {
    target.accept(rows);
    long rowsBefore = rowCount;
    rowCount = rowsBefore + rows.rowCount();
  }

  /** Rows taken so far. */
  long rowCount() {
    return rowCount;
  }
}
