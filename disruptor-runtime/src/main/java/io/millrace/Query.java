package io.millrace;

import io.millrace.output.QueryFailedException;
import io.millrace.ring.Pipeline;
import io.millrace.ring.QueryRun;
import io.millrace.type.Schema;
import java.util.function.LongSupplier;

/** A standing query. Counters may be read by any thread; they can be a moment old. */
public final class Query {
  private final QueryRun run;
  private final Pipeline pipeline;
  private final LongSupplier watermark;

  Query(QueryRun run, Pipeline pipeline, LongSupplier watermark) {
    this.run = run;
    this.pipeline = pipeline;
    this.watermark = watermark;
  }

  /** Its number in its {@link Millrace}, from 1. */
  public int number() {
    return run.number();
  }

  /** Its text. */
  public String sql() {
    return run.query().sql();
  }

  /** The columns of its output. */
  public Schema outputSchema() {
    return run.query().outputSchema();
  }

  /** Rows handed to its engines. */
  public long rowsIn() {
    return run.rowsIn();
  }

  /** Rows put out. */
  public long rowsOut() {
    return run.rowsOut();
  }

  /** Rows that came too late. */
  public long lateRows() {
    return run.lateRows();
  }

  /** Rows that it could not use. */
  public long deadLetters() {
    return run.deadLetters();
  }

  /** Why it stopped, or null. */
  public QueryFailedException failure() {
    return run.failure();
  }

  /** Whether it processes no more rows. */
  public boolean stopped() {
    return run.stopped();
  }

  /** Ends the query at one sequence; rows published before may or may not be put out still. */
  public void cancel() {
    pipeline.remove(run, watermark.getAsLong());
  }
}
