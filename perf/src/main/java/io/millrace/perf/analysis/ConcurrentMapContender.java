package io.millrace.perf.analysis;

import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.Contender;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A rejected design of the analysis: any number of threads, one engine whose state is in concurrent
 * maps.
 *
 * <pre>
 *   rows of partition 0 --&gt; thread 0 --+
 *                                      +--&gt; engine: ConcurrentHashMap.merge --&gt; results of each thread
 *   rows of partition 1 --&gt; thread 1 --+
 * </pre>
 *
 * <p>Why it loses: threads no longer wait for the whole engine, but every update locks its key's
 * bucket and swaps in a new immutable value, so each row pays atomics and an allocation for a
 * conflict that hardly ever comes, and the lines of the table wander between the cores. All this
 * buys nothing where the rows are partitioned by key in the first place: then no two threads ever
 * want the same key.
 *
 * <p>Rows and engine are those of {@link V1Contender}. The stateless query has no state to share;
 * for it this design is V1 on several threads.
 */
public final class ConcurrentMapContender implements Contender {
  private final int threads;
  private Scenario scenario;
  private SourceReaders readers;

  /** That many reader threads. */
  public ConcurrentMapContender(int threads) {
    this.threads = threads;
  }

  @Override
  public String name() {
    return "concurrent map, threads=" + threads;
  }

  @Override
  public void prepare(Workload workload) {
    scenario = workload.scenario();
    readers = new SourceReaders(workload, threads);
  }

  @Override
  public long run(Answer answer) throws Exception {
    return readers.read(RowMapEngine.of(scenario, ConcurrentHashMap::new), answer);
  }

  @Override
  public void close() {
    readers.close();
  }
}
