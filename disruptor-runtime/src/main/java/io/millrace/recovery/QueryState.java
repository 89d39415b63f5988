package io.millrace.recovery;

import io.millrace.Delivery;
import io.millrace.checkpoint.SnapshotText;
import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import io.millrace.query.QueryText;
import io.millrace.ring.QueryRun;

/**
 * A query as a checkpoint knows it.
 *
 * @param name its name
 * @param sql its text, with its values
 * @param stateShape what its state is like; only a query of equal shape can take it up
 * @param delivery how its output is delivered
 * @param paused whether it sees no rows
 * @param failure why it has stopped, or empty
 */
record QueryState(
    String name, String sql, String stateShape, Delivery delivery, boolean paused, String failure) {

  /** As of a barrier, at which it was paused or not. */
  static QueryState of(QueryRun run, boolean paused, long barrier) {
    String failure = "";
    if (!run.sees(barrier)) {
      failure = run.failure() == null ? "stopped" : run.failure().getMessage();
    }
    return new QueryState(
        run.name(),
        QueryText.of(run.query()),
        run.query().stateShape(),
        run.delivery(),
        paused,
        failure);
  }

  void write(SnapshotWriter out) {
    SnapshotText.putText(out, name);
    SnapshotText.putText(out, sql);
    SnapshotText.putText(out, stateShape);
    out.putLong(delivery.ordinal());
    out.putLong(paused ? 1 : 0);
    SnapshotText.putText(out, failure);
  }

  static QueryState read(SnapshotReader in) {
    return new QueryState(
        SnapshotText.getText(in),
        SnapshotText.getText(in),
        SnapshotText.getText(in),
        Delivery.values()[(int) in.getLong()],
        in.getLong() == 1,
        SnapshotText.getText(in));
  }
}
