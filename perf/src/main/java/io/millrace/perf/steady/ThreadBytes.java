package io.millrace.perf.steady;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bytes of heap that threads have allocated so far, by the JVM's own counters.
 *
 * @param names of the threads
 * @param bytes of each
 */
record ThreadBytes(List<String> names, long[] bytes) {
  private static final ThreadMXBean COUNTERS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Reads the counters of threads that are alive. */
  static ThreadBytes of(List<Thread> threads) {
    long[] ids = threads.stream().mapToLong(Thread::getId).toArray();
    return new ThreadBytes(
        threads.stream().map(Thread::getName).toList(), COUNTERS.getThreadAllocatedBytes(ids));
  }

  /** Bytes of each thread since an earlier look, by name. */
  Map<String, Long> since(ThreadBytes earlier) {
    Map<String, Long> differences = new LinkedHashMap<>();
    for (int i = 0; i < bytes.length; i++) {
      differences.put(names.get(i), bytes[i] - earlier.bytes[i]);
    }
    return differences;
  }
}
