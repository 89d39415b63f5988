package io.millrace.perf.analysis;

import io.millrace.batch.RecordBatch;
import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.Contender;
import io.millrace.perf.scenario.Workload;
import java.util.HashMap;

/**
 * The first architecture of the analysis: one thread, one engine, a map for each row.
 *
 * <pre>
 *   rows --&gt; map per row --&gt; engine: HashMap per state --&gt; map per result row --&gt; count
 * </pre>
 *
 * <p>Why it loses, with no lock in sight: every value of every row is boxed, hashed by its column's
 * name and chased through pointers, on the way in and again on the way out; sums make a new {@code
 * BigDecimal} for each row; several hundred bytes are allocated for a row of five numbers. Nothing
 * of that is the query. Making the row's map counts as part of the pass, since every row that
 * arrives is a new one. The published measurement of this design also slept at the end of a run;
 * this one does not.
 */
public final class V1Contender implements Contender {
  private Workload workload;

  /** One thread: the caller's. */
  public V1Contender() {}

  @Override
  public String name() {
    return "V1 of the analysis";
  }

  @Override
  public void prepare(Workload workload) {
    this.workload = workload;
  }

  @Override
  public long run(Answer answer) {
    RowMapEngine engine = RowMapEngine.of(workload.scenario(), HashMap::new);
    ResultRows results = new ResultRows(workload.scenario(), answer);
    for (RecordBatch batch : workload.batches()) {
      int rows = batch.rowCount();
      for (int row = 0; row < rows; row++) {
        engine.onRow(RowMap.of(batch, row), results);
      }
      engine.onWatermark(batch.column(Workload.EVENT_TIME).longs()[rows - 1], results);
    }
    engine.onEndOfInput(results);
    return results.rows();
  }

  @Override
  public void close() {}
}
