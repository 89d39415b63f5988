package io.millrace.architecture;

import java.util.Set;

/** The types of the JDK that start threads, wait for them or lock them out. */
final class ThreadTypes {
  private static final String CONCURRENT = "java.util.concurrent.";

  /** What a module without threads may still use: times, and counters that others read. */
  private static final Set<String> HARMLESS =
      Set.of(CONCURRENT + "TimeUnit", CONCURRENT + "ThreadLocalRandom");

  private ThreadTypes() {}

  static boolean isOne(String className) {
    if (className.startsWith(CONCURRENT)) {
      return !HARMLESS.contains(className) && !className.startsWith(CONCURRENT + "atomic.");
    }
    return className.equals("java.lang.Thread")
        || className.startsWith("java.lang.Thread$")
        || className.equals("java.util.Timer");
  }
}
