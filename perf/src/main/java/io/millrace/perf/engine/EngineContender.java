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
import java.util.List;

/** Compiled SQL, its engine called directly on the measuring thread; a new engine for each pass. */
public final class EngineContender implements Contender {
  private Workload workload;

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

  /** Takes what an engine puts out. */
  private static final class Output {
    private final Answer answer;
    private long rows;

    Output(Answer answer) {
      this.answer = answer;
    }

    private RecordBatch take(RecordBatch output) {
      rows += output.rowCount();
      if (answer != null) {
        AnswerRows.add(output, answer);
      }
      output.clear();
      return output;
    }
  }

  /** One pass of a new engine. */
  public static long pass(Workload workload, List<RecordBatch> batches, Answer answer) {
    Output output = new Output(answer);
    EngineContext context =
        new EngineContext(
            MemoryBudget.unlimited(),
            workload.batchRows(),
            output::take,
            RowSink.NONE,
            RefusalSink.NONE);
    try (StreamExecutionEngine engine = workload.query().factory().create(context)) {
      for (RecordBatch batch : batches) {
        engine.onBatch(batch, batch.column(Workload.EVENT_TIME).longs()[batch.rowCount() - 1]);
        engine.flush();
      }
      engine.onEndOfInput();
      engine.flush();
    }
    return output.rows;
  }

  @Override
  public long run(Answer answer) {
    return pass(workload, List.of(workload.batches()), answer);
  }

  @Override
  public void close() {
    workload = null;
  }
}
