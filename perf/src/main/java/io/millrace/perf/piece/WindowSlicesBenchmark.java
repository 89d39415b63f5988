package io.millrace.perf.piece;

import io.millrace.memory.MemoryBudget;
import io.millrace.state.GroupTableDescriptor;
import io.millrace.window.WindowSlices;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to find the window of a row where windows are open side by side: the one that
 * was asked for last, any of them at random, and a new one for which the oldest closes?
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WindowSlicesBenchmark {
  private static final int FINDS = 1 << 16;
  private static final long SIZE_NS = 1_000_000_000L;

  /** Windows that are open. */
  @Param({"1", "10", "1000"})
  public int windows;

  private final long[] starts = new long[FINDS];
  private WindowSlices slices;
  private long nextStart;

  /** A benchmark that JMH sets up. */
  public WindowSlicesBenchmark() {}

  /** Opens the windows. */
  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(42);
    slices = new WindowSlices(new GroupTableDescriptor(16, true), MemoryBudget.unlimited(), 1);
    while (nextStart < windows * SIZE_NS) {
      slices.slice(nextStart);
      nextStart += SIZE_NS;
    }
    for (int i = 0; i < FINDS; i++) {
      starts[i] = random.nextInt(windows) * SIZE_NS;
    }
  }

  /** Frees the windows. */
  @TearDown
  public void tearDown() {
    slices.close();
  }

  /** The newest window again and again. */
  @Benchmark
  @OperationsPerInvocation(FINDS)
  public long newest() {
    long sum = 0;
    for (int i = 0; i < FINDS; i++) {
      sum += slices.slice(nextStart - SIZE_NS).slots();
    }
    return sum;
  }

  /** Any of the first windows. */
  @Benchmark
  @OperationsPerInvocation(FINDS)
  public long any() {
    long first = slices.firstStart();
    long sum = 0;
    for (int i = 0; i < FINDS; i++) {
      sum += slices.slice(first + starts[i]).slots();
    }
    return sum;
  }

  /** A new window, for which the oldest closes. */
  @Benchmark
  public long openAndClose() {
    slices.slice(nextStart);
    nextStart += SIZE_NS;
    slices.closeFirst();
    return slices.open();
  }
}
