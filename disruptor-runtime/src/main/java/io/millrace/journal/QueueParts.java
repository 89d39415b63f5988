package io.millrace.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What Chronicle Queue needs of the JVM that it runs in. */
public final class QueueParts {
  private static final String CLASS = "net.openhft.chronicle.queue.ChronicleQueue";
  private static final String JAR = "net.openhft:chronicle-queue:2026.4";
  private static final List<String> OPENED = List.of("java.lang.reflect", "sun.nio.ch");

  /** Kept, as a logger that nobody holds forgets its level. Warns of a flag that nothing needs. */
  private static final Logger CLEANER =
      Logger.getLogger(
          "net.openhft.chronicle.core.internal.cleaner.ReflectionBasedByteBufferCleanerService");

  private QueueParts() {}

  /**
   * Checks, and keeps Chronicle from reporting its use to its makers, from watching disks and from
   * keeping a thread for what it closes, unless another part has started it before or the JVM's
   * flags say otherwise.
   *
   * @throws JournalException if something is missing; names all of it
   */
  public static void check() {
    check(missing(QueueParts.class.getClassLoader()));
    setUnlessSet("chronicle.analytics.disable", "true");
    setUnlessSet("chronicle.disk.monitor.disable", "true");
    setUnlessSet("background.releaser", "false");
    CLEANER.setLevel(Level.OFF);
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  static void check(List<String> missing) {
    if (!missing.isEmpty()) {
      throw new JournalException(
          "durable mode needs more than this JVM has: missing="
              + missing
              + "; add the jar to the class path, start java with the flags, or run without a"
              + " journal");
    }
  }

  static List<String> missing(ClassLoader loader) {
    List<String> missing = new ArrayList<>();
    if (!isThere(loader)) {
      missing.add(JAR);
    }
    Module ours = loader.getUnnamedModule();
    Module base = Object.class.getModule();
    for (String name : OPENED) {
      if (!base.isOpen(name, ours)) {
        missing.add("--add-opens=java.base/" + name + "=ALL-UNNAMED");
      }
    }
    return missing;
  }

  private static boolean isThere(ClassLoader loader) {
    try {
      Class.forName(CLASS, false, loader);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
