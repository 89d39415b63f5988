package io.millrace.perf.rival;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads Flink, and what talks to it, beside the libraries of Millrace. Flink brings a Janino and a
 * commons of its own under their usual names; on one class path, one of the two would run with the
 * other's libraries. What is not found here, and the classes of Millrace, come from the parent.
 */
final class FlinkClassLoader extends URLClassLoader {
  private static final String MILLRACE = "io.millrace.";
  private static final String BESIDE_FLINK = "io.millrace.perf.rival.flink.";

  static {
    registerAsParallelCapable();
  }

  FlinkClassLoader(URL[] libraries, ClassLoader parent) {
    super("flink", libraries, parent);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null && isHere(name)) {
        try {
          loaded = findClass(name);
        } catch (ClassNotFoundException e) {
          // The JDK's classes, and libraries that both share.
          loaded = null;
        }
      }
      return loaded == null ? super.loadClass(name, resolve) : loaded;
    }
  }

  private static boolean isHere(String name) {
    return !name.startsWith("java.")
        && (!name.startsWith(MILLRACE) || name.startsWith(BESIDE_FLINK));
  }

  @Override
  public URL getResource(String name) {
    URL here = findResource(name);
    return here == null ? super.getResource(name) : here;
  }
}
