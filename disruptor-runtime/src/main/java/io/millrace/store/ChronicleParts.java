package io.millrace.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Chronicle Map needs of the JVM that it runs in. */
public final class ChronicleParts {
  private static final String CLASS = "net.openhft.chronicle.map.ChronicleMap";
  private static final String JAR = "net.openhft:chronicle-map:2026.1";
  private static final List<String> OPENED =
      List.of("java.lang", "java.lang.reflect", "sun.nio.ch");
  private static final String COMPILER = "jdk.compiler";
  private static final String EXPORTED = "com.sun.tools.javac.file";

  private ChronicleParts() {}

  /**
   * Checks, and keeps Chronicle from reporting its use to its makers.
   *
   * @throws IllegalStateException if something is missing; names all of it
   */
  public static void check() {
    check(missing(ChronicleParts.class.getClassLoader()));
    if (System.getProperty("chronicle.analytics.disable") == null) {
      System.setProperty("chronicle.analytics.disable", "true");
    }
  }

  static void check(List<String> missing) {
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "tables with state=chronicle need more than this JVM has: missing="
              + missing
              + "; add the jar to the class path, start java with the flags, or use state=memory");
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
    Optional<Module> compiler = ModuleLayer.boot().findModule(COMPILER);
    if (compiler.isEmpty()) {
      missing.add("module " + COMPILER + " (a full JDK)");
    } else if (!compiler.get().isExported(EXPORTED, ours)) {
      missing.add("--add-exports=" + COMPILER + "/" + EXPORTED + "=ALL-UNNAMED");
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
