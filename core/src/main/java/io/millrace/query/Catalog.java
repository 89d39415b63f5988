package io.millrace.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The streams that SQL can name; names are matched without regard to case. One thread at a time.
 */
public final class Catalog {
  private final Map<String, StreamDefinition> streams = new LinkedHashMap<>();

  /**
   * Adds a stream.
   *
   * @throws IllegalArgumentException if the name is taken
   */
  public void add(StreamDefinition stream) {
    if (streams.putIfAbsent(key(stream.name()), stream) != null) {
      throw new IllegalArgumentException(
          "stream exists already: name=" + stream.name() + "; drop it first or use another name");
    }
  }

  /** Removes a stream; false if there is none of that name. */
  public boolean remove(String name) {
    return streams.remove(key(name)) != null;
  }

  /** The stream of that name, or null. */
  public StreamDefinition find(String name) {
    return streams.get(key(name));
  }

  /** All streams in the order in which they were added. */
  public List<StreamDefinition> streams() {
    return new ArrayList<>(streams.values());
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
