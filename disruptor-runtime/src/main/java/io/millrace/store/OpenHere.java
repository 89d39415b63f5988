package io.millrace.store;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How often each row file is open in this process. Chronicle shares what it opens under one name,
 * so a file must not be replaced by another one while it is open here. Any thread.
 */
final class OpenHere {
  private static final Map<Path, Integer> COUNTS = new HashMap<>();

  private OpenHere() {}

  static void opened(Path file) {
    synchronized (COUNTS) {
      COUNTS.merge(key(file), 1, Integer::sum);
    }
  }

  static void closed(Path file) {
    synchronized (COUNTS) {
      COUNTS.computeIfPresent(key(file), (path, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Checks that nobody but the caller has it open here. */
  static void checkReplaceable(Path file, int byCaller) {
    synchronized (COUNTS) {
      if (COUNTS.getOrDefault(key(file), 0) > byCaller) {
        throw new IllegalStateException(
            "table file is being read in this process: file="
                + file
                + "; close its readers before it is replaced");
      }
    }
  }

  private static Path key(Path file) {
    return file.toAbsolutePath().normalize();
  }
}
