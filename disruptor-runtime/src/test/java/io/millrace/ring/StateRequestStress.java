package io.millrace.ring;

import io.millrace.Delivery;
import io.millrace.MillraceConfig;
import io.millrace.batch.RecordBatch;
import io.millrace.engine.SnapshotReader;
import io.millrace.memory.MemoryBudget;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledStatement;
import io.millrace.query.QueryCompiler;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Who has asked for a query's state reads all of it, once it is complete. */
@JCStressTest
@Outcome(id = "-1, -1", expect = Expect.ACCEPTABLE, desc = "not complete yet")
@Outcome(id = "0, 7", expect = Expect.ACCEPTABLE, desc = "complete: the state and its sequence")
@Outcome(expect = Expect.FORBIDDEN, desc = "complete before all was there")
@State
public class StateRequestStress {
  private static final long SEQUENCE = 7;
  private static final int LONGS = 16;
  private static final QueryTask TASK = task();
  private static final long[] RIGHT = right();

  private final StateRequest request = new StateRequest(1);

  private static QueryTask task() {
    QueryCompiler compiler = ServiceLoader.load(QueryCompiler.class).findFirst().orElseThrow();
    Catalog catalog = new Catalog();
    CompiledStatement.CreateStream made =
        (CompiledStatement.CreateStream)
            compiler
                .open("CREATE STREAM s (k BIGINT NOT NULL, v BIGINT NOT NULL)", "stream")
                .next(catalog);
    catalog.add(made.definition());
    CompiledQuery query =
        (CompiledQuery)
            compiler.open("SELECT k, SUM(v) AS total FROM s GROUP BY k", "query").next(catalog);
    QueryRun run =
        new QueryRun(
            new QueryLabel(1, "query"), query, Delivery.PARTITION, (rows, at, sequence) -> {}, 1);
    QueryTask task = new QueryTask(run, 0, null, new DirectOutput(run, 0, null));
    Computation computation =
        new Computation(
            task,
            0,
            MillraceConfig.defaults(),
            new MemoryBudget("stress", 1 << 20),
            new AtomicReference<>());
    RecordBatch batch = new RecordBatch(made.definition().schema(), 2);
    for (int row = 0; row < 2; row++) {
      batch.column(0).longs()[row] = row;
      batch.column(1).longs()[row] = 1000L + row;
    }
    batch.rowCount(2);
    computation.onBatch(batch, Long.MIN_VALUE, 1);
    return task;
  }

  private static long[] right() {
    StateRequest whole = new StateRequest(1);
    whole.take(0, TASK, SEQUENCE);
    long[] longs = new long[LONGS];
    for (int i = 0; i < LONGS; i++) {
      longs[i] = whole.state(0).getLong();
    }
    return longs;
  }

  /** The partition's thread. */
  @Actor
  public void partition() {
    request.take(0, TASK, SEQUENCE);
  }

  /** The thread that has asked. */
  @Actor
  public void asker(JJ_Result result) {
    result.r1 = -1;
    result.r2 = -1;
    if (request.isComplete()) {
      result.r1 = wrongLongs(request.state(0));
      result.r2 = request.sequence();
    }
  }

  private static long wrongLongs(SnapshotReader state) {
    if (state == null) {
      return LONGS;
    }
    long wrong = 0;
    for (long right : RIGHT) {
      wrong += state.getLong() == right ? 0 : 1;
    }
    return wrong;
  }
}
