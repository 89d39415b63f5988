package io.millrace.stepping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/**
 * Loads classes once more, with steps in them: those whose files lie beside given ones, and those
 * of the Disruptor and Agrona's ways to wait. Everything else is that of its parent.
 */
public final class SteppedLoader extends ClassLoader {
  private static final String STEPPING = "io.millrace.stepping.";
  private static final String WAITING = "org.agrona.concurrent.";

  private final Map<String, Map<String, String>> replaced;
  private final String unstepped;
  private final String[] roots;

  static {
    registerAsParallelCapable();
  }

  /**
   * A loader for classes that lie where given ones do.
   *
   * @param replaced by the internal name of a class, which classes it uses in place of others
   * @param unstepped how internal names begin of classes that are left as they are: they have
   *     threads of their own, for which whoever calls them waits
   */
  public SteppedLoader(
      Map<String, Map<String, String>> replaced, String unstepped, Class<?>... beside) {
    super(SteppedLoader.class.getClassLoader());
    this.replaced = Map.copyOf(replaced);
    this.unstepped = unstepped;
    this.roots = new String[beside.length];
    for (int i = 0; i < beside.length; i++) {
      String file = file(beside[i].getName());
      String url = getParent().getResource(file).toString();
      roots[i] = url.substring(0, url.length() - file.length());
    }
  }

  private static String file(String name) {
    return name.replace('.', '/') + ".class";
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      return isStepped(name) ? define(name) : super.loadClass(name, resolve);
    }
  }

  private boolean isStepped(String name) {
    if (name.startsWith("com.lmax.disruptor.")) {
      return true;
    }
    if (name.startsWith(WAITING)) {
      return name.startsWith(WAITING + "Backoff") || name.startsWith(WAITING + "Idle");
    }
    if (!name.startsWith("io.millrace.") || name.startsWith(STEPPING)) {
      return false;
    }
    URL url = getParent().getResource(file(name));
    for (String root : roots) {
      if (url != null && url.toString().startsWith(root)) {
        return true;
      }
    }
    return false;
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(file(name))) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = stepped(in.readAllBytes());
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] stepped(byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    ClassVisitor visitor =
        reader.getClassName().startsWith(unstepped)
            ? writer
            : new SteppedClass(writer, VolatileFields.of(reader));
    Map<String, String> names = replaced.get(reader.getClassName());
    if (names != null) {
      visitor = new ClassRemapper(visitor, new SimpleRemapper(Opcodes.ASM9, names));
    }
    reader.accept(visitor, 0);
    return writer.toByteArray();
  }
}
