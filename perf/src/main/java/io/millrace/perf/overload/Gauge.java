package io.millrace.perf.overload;

/** What must not grow, and by how much it may vary: a share of what it was, and so much more. */
enum Gauge {
  /** Bytes of heap in use right behind a full collection. */
  HEAP("heap after collection", 0.10, 8 * Gauge.MB),
  /** Bytes of off-heap state, as the engine's budget counts them. */
  STATE("off-heap state", 0.05, 4 * Gauge.MB),
  /** Bytes of direct buffers right behind a full collection, which frees those that are dead. */
  DIRECT("direct buffers after collection", 0.10, Gauge.MB),
  /** Bytes of files that Java has mapped into memory, right behind a full collection. */
  MAPPED("mapped buffers after collection", 0.10, 8 * Gauge.MB),
  /**
   * Bytes of memory of the process that no file stands behind: all heaps, stacks, native memory.
   */
  ANONYMOUS("resident, anonymous", 0.05, 64 * Gauge.MB),
  /**
   * Bytes of memory of the process, pages of mapped files among it, which the system takes back.
   */
  RESIDENT("resident, all", 0.15, 512 * Gauge.MB),
  /** Bytes that the JVM keeps for classes. */
  METASPACE("metaspace", 0.10, 8 * Gauge.MB),
  /** Classes that are loaded. */
  CLASSES("classes", 0.05, 64),
  /** Live threads; while journals go on to their next segments, some of theirs are not there. */
  THREADS("threads", 0, 5),
  /** Open files of the process; during a checkpoint more are open. */
  OPEN_FILES("open files", 0, 16),
  /** Ranges of addresses that the process has mapped: files, stacks, heaps. */
  MAPPINGS("memory mappings", 0.10, 64),
  /** Bytes in the durable directory. */
  DISK("bytes in directory", 0.50, 512 * Gauge.MB),
  /** Files in the durable directory. */
  DISK_FILES("files in directory", 0.10, 8);

  private static final long MB = 1 << 20;

  private final String title;
  private final double share;
  private final long slack;

  Gauge(String title, double share, long slack) {
    this.title = title;
    this.share = share;
    this.slack = slack;
  }

  /** For people. */
  String title() {
    return title;
  }

  /** Whether it counts bytes. */
  boolean isBytes() {
    return slack >= MB;
  }

  /** The most that it may be later, if it was so much before. */
  long limit(long before) {
    return before + (long) (before * share) + slack;
  }

  /** A value, for people. */
  String show(long value) {
    return isBytes()
        ? String.format(java.util.Locale.ROOT, "%,.1f MB", (double) value / MB)
        : String.format(java.util.Locale.ROOT, "%,d", value);
  }
}
