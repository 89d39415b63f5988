package io.millrace.perf.piece;

import io.millrace.aggregate.Sums;
import io.millrace.type.Decimal128;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does an exact sum of DECIMAL values that fit a long cost: added as 128 bits, as two longs of
 * which the high one is touched at overflows only, or as a long that fails at an overflow; beside a
 * long that wraps? One running sum, and a sum for each of 1,000 groups.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecimalSumBenchmark {
  private static final int ROWS = 1 << 16;
  private static final int GROUPS = 1000;

  private final long[] values = new long[ROWS];
  private final int[] groups = new int[ROWS];
  private final long[] lows = new long[GROUPS];
  private final long[] highs = new long[GROUPS];
  private final Decimal128 sum = new Decimal128();

  /** A benchmark that JMH sets up. */
  public DecimalSumBenchmark() {}

  /** Makes the values. */
  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(42);
    for (int i = 0; i < ROWS; i++) {
      values[i] = random.nextLong(-50_000, 1_000_000_000_000L);
      groups[i] = random.nextInt(GROUPS);
    }
  }

  /** 128 bits. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long decimal128() {
    sum.set(0);
    for (int i = 0; i < ROWS; i++) {
      sum.add(values[i]);
    }
    return sum.low() ^ sum.high();
  }

  /** Two longs; the high one is that of the carries, not of the sign. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long longWithCarry() {
    long low = 0;
    long high = 0;
    for (int i = 0; i < ROWS; i++) {
      long value = values[i];
      if (Sums.overflows(low, value)) {
        high += Sums.carry(value);
      }
      low += value;
    }
    return low ^ high + (low >> 63);
  }

  /** A long that fails at an overflow. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long checkedLong() {
    long low = 0;
    for (int i = 0; i < ROWS; i++) {
      low = Sums.add(low, values[i]);
    }
    return low ^ low >> 63;
  }

  /** A long that wraps. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long wrappingLong() {
    long low = 0;
    for (int i = 0; i < ROWS; i++) {
      low += values[i];
    }
    return low ^ low >> 63;
  }

  /** 128 bits for each group. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long[] groupedDecimal128() {
    for (int i = 0; i < ROWS; i++) {
      int group = groups[i];
      sum.set(highs[group], lows[group]).add(values[i]);
      highs[group] = sum.high();
      lows[group] = sum.low();
    }
    return lows;
  }

  /** Two longs for each group. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long[] groupedLongWithCarry() {
    for (int i = 0; i < ROWS; i++) {
      int group = groups[i];
      long value = values[i];
      long low = lows[group];
      lows[group] = low + value;
      if (Sums.overflows(low, value)) {
        highs[group] += Sums.carry(value);
      }
    }
    return lows;
  }

  /** What the groups sum up to so far; the high halves are 0 with these values. */
  long sumOfGroups() {
    long total = 0;
    for (long low : lows) {
      total += low;
    }
    return total;
  }
}
