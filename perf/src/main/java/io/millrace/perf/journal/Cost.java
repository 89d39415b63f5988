package io.millrace.perf.journal;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * What something took for each unit: microseconds on the wall clock, of the calling thread, of all
 * threads, and bytes that it says it wrote. While others use the machine, time of threads is the
 * better figure.
 */
record Cost(double wallUs, double threadUs, double processUs, long bytes) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final double NS_PER_US = 1000;

  /** Something that costs. */
  @FunctionalInterface
  interface Work {
    /** Does it; answers how many bytes it wrote. */
    long run() throws Exception;
  }

  static Cost of(long units, Work work) throws Exception {
    long process = SYSTEM.getProcessCpuTime();
    long thread = THREADS.getCurrentThreadCpuTime();
    long wall = System.nanoTime();
    long bytes = work.run();
    double per = units * NS_PER_US;
    return new Cost(
        (System.nanoTime() - wall) / per,
        (THREADS.getCurrentThreadCpuTime() - thread) / per,
        (SYSTEM.getProcessCpuTime() - process) / per,
        bytes / units);
  }

  /** The lesser figure of each kind. */
  Cost least(Cost other) {
    return other == null
        ? this
        : new Cost(
            Math.min(wallUs, other.wallUs),
            Math.min(threadUs, other.threadUs),
            Math.min(processUs, other.processUs),
            bytes);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%8.2f %8.2f %8.2f %8d", wallUs, threadUs, processUs, bytes);
  }
}
