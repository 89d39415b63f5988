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
  private final boolean columns;
  private Scenario scenario;
  private SourceReaders readers;

  private ConcurrentMapContender(int threads, boolean columns) {
    this.threads = threads;
    this.columns = columns;
  }

  /** The design of the analysis, with that many reader threads. */
  public ConcurrentMapContender(int threads) {
    this(threads, false);
  }

  /** What is left of the loss if columns are read in place: the price of sharing alone. */
  public static ConcurrentMapContender overColumns(int threads) {
    return new ConcurrentMapContender(threads, true);
  }

  @Override
  public String name() {
    return (columns ? "concurrent map over columns" : "concurrent map") + ", threads=" + threads;
  }

  @Override
  public String refusal(Scenario newScenario) {
    return columns && newScenario == Scenario.S0
        ? "no state to share: it would be the hand-written loop on several threads"
        : null;
  }

  @Override
  public void prepare(Workload workload) {
    scenario = workload.scenario();
    readers = new SourceReaders(workload, threads);
  }

  @Override
  public long run(Answer answer) throws Exception {
    SharedEngine engine =
        columns
            ? new ColumnEngine(scenario, ConcurrentHashMap::new)
            : SharedEngine.of(RowMapEngine.of(scenario, ConcurrentHashMap::new));
    return readers.read(engine, answer);
  }

  @Override
  public void close() {
    if (readers != null) {
      readers.close();
    }
  }
}
