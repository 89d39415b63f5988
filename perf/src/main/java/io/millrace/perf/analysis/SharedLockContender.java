package io.millrace.perf.analysis;

import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.Contender;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

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
  private Scenario scenario;
  private SourceReaders readers;

  /** That many reader threads. */
  public SharedLockContender(int threads) {
    this.threads = threads;
  }

  @Override
  public String name() {
    return "shared lock, threads=" + threads;
  }

  @Override
  public void prepare(Workload workload) {
    scenario = workload.scenario();
    readers = new SourceReaders(workload, threads);
  }

  @Override
  public long run(Answer answer) throws Exception {
    RowMapEngine engine = RowMapEngine.of(scenario, HashMap::new);
    return readers.read(new LockedEngine(engine, scenario == Scenario.S0), answer);
  }

  @Override
  public void close() {
    readers.close();
  }

  /** An engine behind a lock, which a row takes for as long as it is processed. */
  private static final class LockedEngine implements RowMapEngine {
    private final RowMapEngine engine;
    private final Lock rowLock;
    private final Lock writeLock;

    LockedEngine(RowMapEngine engine, boolean stateless) {
      ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
      this.engine = engine;
      this.rowLock = stateless ? lock.readLock() : lock.writeLock();
      this.writeLock = lock.writeLock();
    }

    @Override
    public void onRow(Map<String, Object> row, Consumer<Map<String, Object>> output) {
      rowLock.lock();
      try {
        engine.onRow(row, output);
      } finally {
        rowLock.unlock();
      }
    }

    @Override
    public void onWatermark(long timeNs, Consumer<Map<String, Object>> output) {
      writeLock.lock();
      try {
        engine.onWatermark(timeNs, output);
      } finally {
        writeLock.unlock();
      }
    }

    @Override
    public void onEndOfInput(Consumer<Map<String, Object>> output) {
      writeLock.lock();
      try {
        engine.onEndOfInput(output);
      } finally {
        writeLock.unlock();
      }
    }
  }
}
