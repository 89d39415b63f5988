package io.millrace.connector;

import io.millrace.query.StreamDefinition;
import io.millrace.query.StreamOptions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The options of one stream, checked: unknown names and wrong values are errors. Those that the
 * engine itself understands are left to it. Immutable.
 */
public final class ConnectorOptions {
  private final String stream;
  private final Map<String, String> values;

  /**
   * The options of a stream.
   *
   * @param stream the stream
   * @param known the names that may stand there besides {@code connector}
   * @throws ConnectorException if another name stands there
   */
  public ConnectorOptions(StreamDefinition stream, List<String> known) {
    this.stream = stream.name();
    this.values = new TreeMap<>(stream.options());
    this.values.keySet().removeAll(StreamOptions.NAMES);
    List<String> names = new ArrayList<>(known);
    names.add(ConnectorRegistry.OPTION);
    for (String name : values.keySet()) {
      if (!names.contains(name)) {
        throw new ConnectorException(
            "unknown option: stream="
                + this.stream
                + ", option="
                + name
                + "; "
                + Candidates.advice(name, names));
      }
    }
  }

  /** Whether the option is given. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The value of an option that must be given and not be empty. */
  public String required(String name) {
    String value = values.get(name);
    if (value == null || value.isEmpty()) {
      throw new ConnectorException(
          "missing option: stream="
              + stream
              + ", option="
              + name
              + "; add '"
              + name
              + "'='…' to the options of the stream");
    }
    return value;
  }

  /** The value of an option, or {@code absent}. */
  public String text(String name, String absent) {
    return values.getOrDefault(name, absent);
  }

  /** One of the given words, or {@code absent}. */
  public String choice(String name, String absent, List<String> words) {
    String value = values.get(name);
    if (value == null) {
      return absent;
    }
    if (!words.contains(value)) {
      throw wrong(name, value, Candidates.advice(value, words));
    }
    return value;
  }

  /** True or false, or {@code absent}. */
  public boolean flag(String name, boolean absent) {
    String word = choice(name, Boolean.toString(absent), List.of("true", "false"));
    return Boolean.parseBoolean(word);
  }

  /** A whole number between two limits, or {@code absent}. */
  public int integer(String name, int absent, int least, int most) {
    String value = values.get(name);
    if (value == null) {
      return absent;
    }
    String advice = "it must be a whole number from " + least + " to " + most;
    try {
      int number = Integer.parseInt(value);
      if (number < least || number > most) {
        throw wrong(name, value, advice);
      }
      return number;
    } catch (NumberFormatException e) {
      throw wrong(name, value, advice);
    }
  }

  /** A number, or {@code absent}. */
  public BigDecimal decimal(String name, BigDecimal absent) {
    String value = values.get(name);
    if (value == null) {
      return absent;
    }
    try {
      return new BigDecimal(value);
    } catch (NumberFormatException e) {
      throw wrong(name, value, "it must be a number");
    }
  }

  /** The error for a value that an option cannot have. */
  public ConnectorException wrong(String name, String value, String advice) {
    return new ConnectorException(
        "wrong value of option: stream="
            + stream
            + ", option="
            + name
            + ", value="
            + value
            + "; "
            + advice);
  }
}
