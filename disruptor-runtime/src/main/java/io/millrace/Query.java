package io.millrace;

import io.millrace.output.QueryFailedException;
import io.millrace.output.Subscriber;
import io.millrace.query.CompiledQuery;
import io.millrace.ring.QueryRun;
import io.millrace.type.Schema;

/** A standing query. Counters may be read by any thread; they can be a moment old. */
public final class Query {
  private volatile QueryRun run;
  private final QueryControl control;

  Query(QueryRun run, QueryControl control) {
    this.run = run;
    this.control = control;
  }

  void runs(QueryRun itsRun) {
    run = itsRun;
  }

  private QueryRun run() {
    QueryRun itsRun = run;
    if (itsRun == null) {
      throw new IllegalStateException(
          "query has not begun: its engine has not recovered; call recover() first");
    }
    return itsRun;
  }

  /** The name by which it is known after a restart; null if it ends with the process. */
  public String name() {
    return run().name();
  }

  /** Its number in its {@link Millrace}, from 1. */
  public int number() {
    return run().number();
  }

  /** Its text. */
  public String sql() {
    return run().query().sql();
  }

  CompiledQuery compiled() {
    return run().query();
  }

  /** The columns of its output. */
  public Schema outputSchema() {
    return run().query().outputSchema();
  }

  /** Rows handed to its engines. */
  public long rowsIn() {
    return run().rowsIn();
  }

  /** Rows put out. */
  public long rowsOut() {
    return run().rowsOut();
  }

  /** Rows that came too late. */
  public long lateRows() {
    return run().lateRows();
  }

  /** Rows that it could not use. */
  public long deadLetters() {
    return run().deadLetters();
  }

  /** Rows that came while it was paused. */
  public long rowsSkipped() {
    return run().rowsSkipped();
  }

  /** Why it stopped, or null. */
  public QueryFailedException failure() {
    return run().failure();
  }

  /** Whether it processes no more rows: it has failed, or all partitions have seen its end. */
  public boolean stopped() {
    return run().ended();
  }

  /** Whether it sees no rows for now. */
  public boolean paused() {
    return run().paused();
  }

  /** The sequence at which it began: it sees every later one and no earlier one. */
  public long addedAt() {
    return run().addedAt();
  }

  /** The sequence at which it was cancelled or replaced, or -1. */
  public long removedAt() {
    return run().removedAt();
  }

  /**
   * Ends the query at one sequence: what was published before, rows that wait at the caller's own
   * publishers among it, is put out still, then nothing more, and its state is freed. With the last
   * query of its routing the threads end that served it. It is not told {@link
   * Subscriber#onComplete}.
   *
   * <p>Called by a subscriber, it does not wait: nothing more is delivered after the present call,
   * and the end follows.
   *
   * @return the sequence, or -1 if it is not known yet
   */
  public long cancel() {
    return control.cancel(run());
  }

  /**
   * Lets the query see no rows from one sequence on. It keeps its state; rows that come are counted
   * as {@link #rowsSkipped}, and no window closes. Input that ends, ends a paused query too.
   *
   * @return the sequence, or -1 if the query has ended or a subscriber has called
   */
  public long pause() {
    return control.pause(run(), true);
  }

  /**
   * Lets the query see rows again from one sequence on. At that sequence it learns the present
   * watermark, and windows close that it has passed.
   *
   * @return the sequence, or -1 if the query has ended or a subscriber has called
   */
  public long resume() {
    return control.pause(run(), false);
  }

  /**
   * Ends this query and starts another one at the same sequence: no row is seen by both or by
   * neither. The new one has the same subscriber and delivery, and is paused if this one is.
   *
   * <p>It goes on with the state of this one if both keep the same: equal keys, window, aggregates
   * and emission; only WHERE, HAVING and output columns may differ. What this one has counted stays
   * counted, also rows that the new WHERE would leave out.
   *
   * @throws io.millrace.query.SqlException if the new query is wrong or refused
   * @throws IllegalArgumentException if it has other columns, reads another stream, or has other
   *     keys while several threads may publish; this query goes on then
   */
  public Replacement replace(String sql) {
    return control.replace(run(), sql, null);
  }

  /** Like {@link #replace(String)}, with a subscriber of its own, so that columns may differ. */
  public Replacement replace(String sql, Subscriber subscriber) {
    return control.replace(run(), sql, subscriber);
  }

  /**
   * Shows its state as of its ring's next sequence, as rows, on the calling thread: for each group
   * and open window the row that it would put out now; see {@link CompiledQuery#inspection}. It
   * goes on; its partitions are held up only while they copy their state.
   *
   * @throws IllegalStateException if the query has ended, or has no state
   */
  public void inspect(Subscriber rows) {
    control.inspect(run(), rows);
  }

  /** The columns of what {@link #inspect} shows. */
  public Schema stateSchema() {
    return run().query().inspection().outputSchema();
  }
}
