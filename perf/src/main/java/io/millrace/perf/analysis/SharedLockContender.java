package io.millrace.perf.analysis;

import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.Contender;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import java.util.HashMap;

/**
 * A rejected design of the analysis: any number of threads, one engine behind a read-write lock.
 *
 * <pre>
 *   rows of partition 0 --&gt; thread 0 --+
 *                                      +--&gt; [ lock: one engine ] --&gt; results of each thread
 *   rows of partition 1 --&gt; thread 1 --+
 * </pre>
 *
 * <p>Why it loses: a streaming aggregate writes with every row, so every row takes the write lock,
 * and the read side of a read-write lock serves nobody; threads make their rows side by side and
 * then queue. Where two threads meet at the lock, one is parked and woken, which costs more than
 * the work it waited for. Even the stateless query, which only reads, moves the lock's one counter
 * between the cores with every row.
 *
 * <p>The rows and the engine are those of {@link V1Contender}: with one thread the difference
 * between the two is the price of the lock, with more the price of sharing.
 */
public final class SharedLockContender implements Contender {
  private final int threads;
  private final boolean columns;
  private Scenario scenario;
  private SourceReaders readers;

  private SharedLockContender(int threads, boolean columns) {
    this.threads = threads;
    this.columns = columns;
  }

  /** The design of the analysis, with that many reader threads. */
  public SharedLockContender(int threads) {
    this(threads, false);
  }

  /** What is left of the loss if columns are read in place: the price of sharing alone. */
  public static SharedLockContender overColumns(int threads) {
    return new SharedLockContender(threads, true);
  }

  @Override
  public String name() {
    return (columns ? "shared lock over columns" : "shared lock") + ", threads=" + threads;
  }

  @Override
  public void prepare(Workload workload) {
    scenario = workload.scenario();
    readers = new SourceReaders(workload, threads);
  }

  @Override
  public long run(Answer answer) throws Exception {
    EngineLock lock = new EngineLock(scenario == Scenario.S0);
    SharedEngine engine =
        columns
            ? new LockedColumnEngine(new ColumnEngine(scenario, HashMap::new), lock)
            : SharedEngine.of(
                new LockedRowMapEngine(RowMapEngine.of(scenario, HashMap::new), lock));
    return readers.read(engine, answer);
  }

  @Override
  public void close() {
    if (readers != null) {
      readers.close();
    }
  }
}
