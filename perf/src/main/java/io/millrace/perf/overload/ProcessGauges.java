package io.millrace.perf.overload;

import io.millrace.Millrace;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the gauges of this process. What a system does not tell is left out. */
final class ProcessGauges {
  private static final Path MEMORY = Path.of("/proc/self/statm");
  private static final Path MAPPINGS = Path.of("/proc/self/maps");
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");
  private static final int PAGE_BYTES = 4_096;

  /** Else resident memory grows with what the heap has touched so far, and says nothing. */
  private static final boolean HEAP_IS_TOUCHED =
      ManagementFactory.getRuntimeMXBean().getInputArguments().contains("-XX:+AlwaysPreTouch")
          && ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getInit()
              >= Runtime.getRuntime().maxMemory();

  private final Millrace engine;
  private final Path directory;

  /**
   * Of an engine.
   *
   * @param directory where it is durable; null if it is not
   */
  ProcessGauges(Millrace engine, Path directory) {
    this.engine = engine;
    this.directory = directory;
  }

  /** All values now; those that only a collection frees, right behind one or not at all. */
  Map<Gauge, Long> read(boolean collectFirst) throws IOException, InterruptedException {
    Map<Gauge, Long> values = new EnumMap<>(Gauge.class);
    if (collectFirst) {
      FullCollection.run();
      values.put(Gauge.HEAP, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
      values.put(Gauge.DIRECT, pool("direct"));
      values.put(Gauge.MAPPED, pool("mapped"));
    }
    values.put(Gauge.STATE, engine.memoryBudget().usedBytes());
    values.put(Gauge.METASPACE, metaspace());
    values.put(
        Gauge.CLASSES, (long) ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
    values.put(Gauge.THREADS, (long) ManagementFactory.getThreadMXBean().getThreadCount());
    if (Files.exists(MEMORY)) {
      if (HEAP_IS_TOUCHED) {
        String[] pages = Files.readString(MEMORY).split(" ", -1);
        long resident = Long.parseLong(pages[1]);
        values.put(Gauge.RESIDENT, resident * PAGE_BYTES);
        values.put(Gauge.ANONYMOUS, (resident - Long.parseLong(pages[2])) * PAGE_BYTES);
      }
      values.put(Gauge.OPEN_FILES, count(OPEN_FILES));
      values.put(Gauge.MAPPINGS, (long) Files.readAllLines(MAPPINGS).size());
    }
    if (directory != null) {
      readDirectory(values);
    }
    return values;
  }

  /** Bytes of the buffers of a kind. */
  static long pool(String name) {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals(name))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  private static long metaspace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .map(MemoryPoolMXBean::getUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private void readDirectory(Map<Gauge, Long> values) throws IOException {
    DirectorySize size = new DirectorySize();
    Files.walkFileTree(directory, size);
    values.put(Gauge.DISK_FILES, size.files());
    values.put(Gauge.DISK, size.bytes());
  }
}
