package io.millrace.perf.piece;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How are the rows that pass a filter copied best: in one loop that writes each row and the next
 * one over it, in one loop with a branch, or by a list of their indices and a loop for each column?
 * Asked of three columns in batches of 4096 rows at several shares of rows that pass.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SelectionBenchmark {
  private static final int ROWS = 1 << 20;
  private static final int BATCH_ROWS = 4096;
  private static final int RANGE = 10_000;

  /** Share of the rows that pass. */
  @Param({"1", "10", "50", "90", "99"})
  public int percent;

  private final long[] ids = new long[ROWS];
  private final long[] customers = new long[ROWS];
  private final long[] totals = new long[ROWS];
  private final long[] idsOut = new long[BATCH_ROWS];
  private final long[] customersOut = new long[BATCH_ROWS];
  private final long[] totalsOut = new long[BATCH_ROWS];
  private final int[] selection = new int[BATCH_ROWS];
  private long least;

  /** A benchmark that JMH sets up. */
  public SelectionBenchmark() {}

  /** Makes the rows. */
  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(42);
    least = RANGE - (long) percent * RANGE / 100;
    for (int i = 0; i < ROWS; i++) {
      ids[i] = i;
      customers[i] = random.nextInt(RANGE);
      totals[i] = random.nextInt(RANGE);
    }
  }

  /** One loop without a branch; the number of rows that passed. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long fusedBranchFree() {
    long passed = 0;
    for (int from = 0; from < ROWS; from += BATCH_ROWS) {
      passed += copyBranchFree(from);
    }
    return passed;
  }

  private int copyBranchFree(int from) {
    int n = 0;
    for (int i = from; i < from + BATCH_ROWS; i++) {
      long total = totals[i];
      idsOut[n] = ids[i];
      customersOut[n] = customers[i];
      totalsOut[n] = total;
      n += total >= least ? 1 : 0;
    }
    return n;
  }

  /** One loop with a branch; the number of rows that passed. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long fusedBranching() {
    long passed = 0;
    for (int from = 0; from < ROWS; from += BATCH_ROWS) {
      passed += copyBranching(from);
    }
    return passed;
  }

  private int copyBranching(int from) {
    int n = 0;
    for (int i = from; i < from + BATCH_ROWS; i++) {
      long total = totals[i];
      if (total >= least) {
        idsOut[n] = ids[i];
        customersOut[n] = customers[i];
        totalsOut[n] = total;
        n++;
      }
    }
    return n;
  }

  /** A list of indices first, then a loop for each column; the number of rows that passed. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long selectThenGather() {
    long passed = 0;
    for (int from = 0; from < ROWS; from += BATCH_ROWS) {
      int rows = select(from);
      gather(ids, idsOut, rows);
      gather(customers, customersOut, rows);
      gather(totals, totalsOut, rows);
      passed += rows;
    }
    return passed;
  }

  private int select(int from) {
    int n = 0;
    for (int i = from; i < from + BATCH_ROWS; i++) {
      selection[n] = i;
      n += totals[i] >= least ? 1 : 0;
    }
    return n;
  }

  private void gather(long[] from, long[] to, int rows) {
    for (int i = 0; i < rows; i++) {
      to[i] = from[selection[i]];
    }
  }

  /** The columns that the last batch gave, one after another. */
  long[] lastBatch(int rows) {
    long[] all = new long[3 * rows];
    System.arraycopy(idsOut, 0, all, 0, rows);
    System.arraycopy(customersOut, 0, all, rows, rows);
    System.arraycopy(totalsOut, 0, all, 2 * rows, rows);
    return all;
  }
}
