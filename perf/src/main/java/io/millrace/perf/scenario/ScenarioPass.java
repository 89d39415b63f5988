package io.millrace.perf.scenario;

import io.millrace.batch.RecordBatch;
import java.util.List;

/** One thread's way over rows, from empty state to the end of input. */
@FunctionalInterface
public interface ScenarioPass {
  /**
   * Runs the scenario of a workload over some of its rows.
   *
   * @param answer gets every answer row; null if they are only counted
   * @return number of answer rows
   */
  long over(Workload workload, List<RecordBatch> batches, Answer answer);
}
