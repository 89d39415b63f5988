package io.millrace.perf.scenario;

import io.millrace.batch.RecordBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Several threads, each with its own pass over rows that were dealt out by key beforehand, untimed:
 * what the cores of a machine can do together where nobody routes or hands over anything.
 *
 * <pre>
 *   rows of partition 0 ----> loop or engine (thread 0)
 *   rows of partition 1 ----> loop or engine (thread 1)
 * </pre>
 */
public final class PartitionedSource implements Contender {
  private final String what;
  private final ScenarioPass pass;
  private final int threads;
  private Workload workload;
  private List<List<RecordBatch>> partitions;
  private ExecutorService executor;

  /** So many threads and partitions, each making this pass. */
  public PartitionedSource(String what, ScenarioPass pass, int threads) {
    this.what = what;
    this.pass = pass;
    this.threads = threads;
  }

  @Override
  public String name() {
    return what + " without routing, threads=" + threads;
  }

  @Override
  public String refusal(Scenario scenario) {
    return scenario == Scenario.S0 ? "no key" : null;
  }

  @Override
  public void prepare(Workload newWorkload) {
    workload = newWorkload;
    partitions = SourcePartitions.of(newWorkload, threads);
    executor = Executors.newFixedThreadPool(threads);
  }

  @Override
  public long run(Answer answer) throws Exception {
    List<Callable<Long>> passes = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    for (List<RecordBatch> batches : partitions) {
      Answer own = answer == null ? null : new Answer();
      answers.add(own);
      passes.add(() -> pass.over(workload, batches, own));
    }
    long rows = 0;
    for (Future<Long> made : executor.invokeAll(passes)) {
      rows += made.get();
    }
    if (answer != null) {
      answers.forEach(answer::add);
    }
    return rows;
  }

  @Override
  public void close() {
    if (executor != null) {
      executor.shutdownNow();
    }
    workload = null;
    partitions = null;
  }
}
