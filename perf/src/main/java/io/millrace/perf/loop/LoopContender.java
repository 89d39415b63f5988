package io.millrace.perf.loop;

import io.millrace.batch.RecordBatch;
import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.Contender;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import java.util.List;

/** The hand-written loop of a scenario. */
public final class LoopContender implements Contender {
  private Workload workload;

  /** Not prepared. */
  public LoopContender() {}

  @Override
  public String name() {
    return "hand-written loop";
  }

  @Override
  public void prepare(Workload newWorkload) {
    workload = newWorkload;
  }

  private static ScenarioLoop loop(Scenario scenario) {
    return switch (scenario) {
      case S0 -> new FilterLoop();
      case S1 -> new RowNumberLoop();
      case S2 -> new RunningSumLoop();
      case S2_FINAL -> new FinalSumLoop();
      case S3A -> new TumblingFinalLoop();
      case S3B -> new TumblingChangesLoop();
    };
  }

  /** One pass of a new loop. */
  public static long pass(Workload workload, List<RecordBatch> batches, Answer answer) {
    ScenarioLoop loop = loop(workload.scenario());
    LoopOutput out = new LoopOutput(workload.batchRows(), answer);
    for (RecordBatch batch : batches) {
      loop.onBatch(batch, out);
    }
    loop.onEnd(out);
    return out.rows();
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
