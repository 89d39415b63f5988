package io.millrace.perf.engine;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.RefusalSink;
import io.millrace.engine.RowSink;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.memory.MemoryBudget;
import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.AnswerRows;
import io.millrace.perf.scenario.Contender;
import io.millrace.perf.scenario.Workload;

/** Compiled SQL, its engine called directly on the measuring thread; a new engine for each pass. */
public final class EngineContender implements Contender {
  private Workload workload;
  private Answer answer;
  private long rowsOut;

  /** Not prepared. */
  public EngineContender() {}

  @Override
  public String name() {
    return "engine";
  }

  @Override
  public void prepare(Workload newWorkload) {
    workload = newWorkload;
  }

  private RecordBatch take(RecordBatch output) {
    rowsOut += output.rowCount();
    if (answer != null) {
      AnswerRows.add(output, answer);
    }
    output.clear();
    return output;
  }

  @Override
  public long run(Answer checked) {
    answer = checked;
    rowsOut = 0;
    int batchRows = workload.batchRows();
    EngineContext context =
        new EngineContext(
            MemoryBudget.unlimited(), batchRows, this::take, RowSink.NONE, RefusalSink.NONE);
    try (StreamExecutionEngine engine = workload.query().factory().create(context)) {
      for (RecordBatch batch : workload.batches()) {
        engine.onBatch(batch, batch.column(Workload.EVENT_TIME).longs()[batchRows - 1]);
        engine.flush();
      }
      engine.onEndOfInput();
      engine.flush();
    }
    return rowsOut;
  }

  @Override
  public void close() {
    workload = null;
  }
}
