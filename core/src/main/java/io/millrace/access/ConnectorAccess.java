package io.millrace.access;

import io.millrace.query.StreamDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An allow-list: the connectors that streams declared by SQL may have. {@link #none} is where to
 * start. Names are compared as they are, case included. Streams that the program declares itself
 * are not asked. Immutable; any thread.
 */
public final class ConnectorAccess {
  /** The option of a stream that names its connector. */
  public static final String OPTION = "connector";

  /** The connector that {@link #files} is about. */
  public static final String FILE = "file";

  private static final ConnectorAccess NONE = new ConnectorAccess(Set.of(), FileAccess.none());

  private final Set<String> names;
  private final FileAccess files;

  private ConnectorAccess(Set<String> names, FileAccess files) {
    this.names = names;
    this.files = files;
  }

  /** Nothing is allowed, which is what holds unless something else is said. */
  public static ConnectorAccess none() {
    return NONE;
  }

  /**
   * These, and another connector, whatever its options.
   *
   * @throws IllegalArgumentException if it is {@code file}, which {@link #withFiles} is for
   */
  public ConnectorAccess with(String connector) {
    if (connector.equals(FILE)) {
      throw new IllegalArgumentException(
          "files need to be told apart: connector=file; use withFiles, at most"
              + " FileAccess.all()");
    }
    Set<String> more = new TreeSet<>(names);
    more.add(connector);
    return new ConnectorAccess(more, files);
  }

  /** These, with the connector {@code file} as far as that allows it. */
  public ConnectorAccess withFiles(FileAccess value) {
    return new ConnectorAccess(names, value);
  }

  /** Which files the connector {@code file} may use. */
  public FileAccess files() {
    return files;
  }

  /**
   * Checks the connector of a stream that SQL declares; which files it uses is checked when they
   * are opened.
   *
   * @throws AccessRefusedException if it has one that is not allowed
   */
  public void check(StreamDefinition stream) {
    String connector = stream.options().get(OPTION);
    boolean allowed =
        connector == null
            || names.contains(connector)
            || connector.equals(FILE) && !files.equals(FileAccess.none());
    if (!allowed) {
      throw new AccessRefusedException(
          stream.name(),
          OPTION,
          "connector is not allowed: stream="
              + stream.name()
              + ", connector="
              + connector
              + ", allowed="
              + this
              + "; leave the connector out, or have it allowed by whoever runs the engine");
    }
  }

  @Override
  public String toString() {
    List<String> all = new ArrayList<>(names);
    if (!files.equals(FileAccess.none())) {
      all.add(FILE);
    }
    return all.isEmpty() ? "nothing" : String.join(" ", all);
  }
}
