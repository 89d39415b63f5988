package io.millrace.perf.loop;

import io.millrace.batch.RecordBatch;
import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.Contender;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Hand-written loops that aggregate in two phases: each thread takes its share of the batches as
 * they come and adds them up for itself; at the end one thread merges the others' groups.
 *
 * <pre>
 *   every 2nd batch ----> partial sums (thread 0) --\
 *   the other ones  ----> partial sums (thread 1) ---> merged groups
 * </pre>
 *
 * <p>Not in use: it needs no routing, and few keys gain most, but only an aggregate that is emitted
 * once can wait for its parts. A running total after each row cannot, nor a sum of DOUBLE, which
 * depends on the order.
 */
public final class TwoPhaseContender implements Contender {
  private final int threads;
  private Workload workload;
  private ExecutorService executor;

  /** With so many threads. */
  public TwoPhaseContender(int threads) {
    this.threads = threads;
  }

  @Override
  public String name() {
    return "loops in two phases, threads=" + threads;
  }

  @Override
  public String refusal(Scenario scenario) {
    return scenario == Scenario.S2_FINAL ? null : "only what is emitted once, at the end";
  }

  @Override
  public void prepare(Workload newWorkload) {
    workload = newWorkload;
    executor = Executors.newFixedThreadPool(threads);
  }

  @Override
  public long run(Answer answer) throws Exception {
    LoopOutput out = new LoopOutput(workload.batchRows(), answer);
    List<Callable<FinalSumLoop>> parts = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      int first = thread;
      parts.add(() -> part(first, out));
    }
    FinalSumLoop whole = null;
    for (Future<FinalSumLoop> part : executor.invokeAll(parts)) {
      if (whole == null) {
        whole = part.get();
      } else {
        whole.merge(part.get());
      }
    }
    whole.onEnd(out);
    return out.rows();
  }

  private FinalSumLoop part(int first, LoopOutput out) {
    FinalSumLoop loop = new FinalSumLoop();
    RecordBatch[] batches = workload.batches();
    for (int i = first; i < batches.length; i += threads) {
      loop.onBatch(batches[i], out);
    }
    return loop;
  }

  @Override
  public void close() {
    if (executor != null) {
      executor.shutdownNow();
    }
    workload = null;
  }
}
