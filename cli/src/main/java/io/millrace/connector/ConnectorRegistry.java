package io.millrace.connector;

import io.millrace.access.ConnectorAccess;
import io.millrace.access.FileAccess;
import io.millrace.query.StreamDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The connectors there are, by name. Immutable; free to use from any thread. */
public final class ConnectorRegistry {
  /** The option of a stream that names its connector. */
  public static final String OPTION = ConnectorAccess.OPTION;

  private final Map<String, ConnectorFactory> factories = new TreeMap<>();

  /** A registry of these connectors. */
  public ConnectorRegistry(Iterable<ConnectorFactory> connectors) {
    for (ConnectorFactory connector : connectors) {
      factories.put(connector.name(), connector);
    }
  }

  /** The connectors on the class path. */
  public static ConnectorRegistry load() {
    return new ConnectorRegistry(ServiceLoader.load(ConnectorFactory.class));
  }

  /** The names of the connectors, sorted. */
  public List<String> names() {
    return new ArrayList<>(factories.keySet());
  }

  /** All files, and all other connectors that reach nothing but this host. */
  public ConnectorAccess local() {
    ConnectorAccess access = ConnectorAccess.none().withFiles(FileAccess.all());
    for (ConnectorFactory factory : factories.values()) {
      if (factory.isLocal() && !factory.name().equals(ConnectorAccess.FILE)) {
        access = access.with(factory.name());
      }
    }
    return access;
  }

  /** Whether the stream is fed or drained by a connector, rather than by the program itself. */
  public static boolean isConnected(StreamDefinition stream) {
    return stream.options().containsKey(OPTION);
  }

  /**
   * The connector of a stream.
   *
   * @throws ConnectorException if it names none or an unknown one
   */
  public ConnectorFactory find(StreamDefinition stream) {
    String name = stream.options().get(OPTION);
    if (name == null) {
      throw new ConnectorException(
          "stream has no connector: stream="
              + stream.name()
              + "; add 'connector' to its options: "
              + String.join(", ", names()));
    }
    ConnectorFactory factory = factories.get(name);
    if (factory == null) {
      throw new ConnectorException(
          "unknown connector: stream="
              + stream.name()
              + ", connector="
              + name
              + "; "
              + Candidates.advice(name, names()));
    }
    return factory;
  }
}
