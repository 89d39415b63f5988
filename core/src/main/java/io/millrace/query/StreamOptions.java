package io.millrace.query;

import io.millrace.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the WITH of a stream says to the engine itself; its connector understands the other options.
 *
 * @param overload one of {@link #OVERLOAD_WORDS}, or null where the engine's setting holds
 * @param overloadKey indices of the columns by which rows are conflated; may be empty
 */
public record StreamOptions(String overload, List<Integer> overloadKey) {
  /** The option that says what becomes of rows while the rings are full. */
  public static final String OVERLOAD = "overload";

  /** The option that names the columns by which rows are conflated, with commas between them. */
  public static final String OVERLOAD_KEY = "overload.key";

  /** The names of the engine's own options. */
  public static final List<String> NAMES = List.of(OVERLOAD, OVERLOAD_KEY);

  /** What {@link #OVERLOAD} may be. */
  public static final List<String> OVERLOAD_WORDS =
      List.of("block", "fail-fast", "drop-newest", "drop-oldest", "conflate");

  /** The word of {@link #OVERLOAD_WORDS} that asks for a key. */
  public static final String CONFLATE = "conflate";

  /** Copies the key. */
  public StreamOptions {
    overloadKey = List.copyOf(overloadKey);
  }

  /**
   * Reads the options of a stream.
   *
   * @throws StreamOptionException if a value is none, or two do not go together
   */
  public static StreamOptions of(StreamDefinition stream) {
    return of(stream.name(), stream.schema(), stream.options());
  }

  /**
   * Reads the options of a stream; columns are looked up unless its schema is empty, to be filled
   * in by a connector.
   *
   * @throws StreamOptionException if a value is none, or two do not go together
   */
  public static StreamOptions of(String stream, Schema schema, Map<String, String> options) {
    String overload = word(stream, options.get(OVERLOAD));
    String key = options.get(OVERLOAD_KEY);
    if (CONFLATE.equals(overload) && key == null) {
      throw withoutKey(stream);
    }
    if (key != null && overload != null && !CONFLATE.equals(overload)) {
      throw withKey(stream, overload);
    }
    List<Integer> columns = key == null ? List.of() : columns(stream, schema, key);
    return new StreamOptions(overload, columns);
  }

  private static String word(String stream, String value) {
    if (value == null) {
      return null;
    }
    String word = value.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    if (!OVERLOAD_WORDS.contains(word)) {
      throw new StreamOptionException(
          OVERLOAD,
          "unknown overload policy: stream="
              + stream
              + ", overload="
              + value
              + "; use one of "
              + String.join(", ", OVERLOAD_WORDS));
    }
    return word;
  }

  /** The error of a stream whose rows are to be conflated by nothing. */
  public static StreamOptionException withoutKey(String stream) {
    return new StreamOptionException(
        OVERLOAD,
        "rows cannot be conflated without a key: stream="
            + stream
            + "; add '"
            + OVERLOAD_KEY
            + "' = 'column, …' to its options");
  }

  /** The error of a stream with a key of which its policy makes no use. */
  public static StreamOptionException withKey(String stream, String overload) {
    return new StreamOptionException(
        OVERLOAD_KEY,
        "key without a use: stream="
            + stream
            + ", overload="
            + overload
            + "; leave '"
            + OVERLOAD_KEY
            + "' out, or say '"
            + OVERLOAD
            + "' = '"
            + CONFLATE
            + "'");
  }

  private static List<Integer> columns(String stream, Schema schema, String key) {
    List<Integer> columns = new ArrayList<>();
    for (String part : key.split(",", -1)) {
      String name = part.strip();
      int column = schema.indexOf(name);
      if (schema.size() > 0 && (column < 0 || columns.contains(column))) {
        throw new StreamOptionException(
            OVERLOAD_KEY,
            (column < 0 ? "unknown column in a key" : "column twice in a key")
                + ": stream="
                + stream
                + ", column="
                + name
                + ", columns="
                + schema
                + "; name columns of the stream, each once, with commas between them");
      }
      if (column >= 0) {
        columns.add(column);
      }
    }
    return columns;
  }
}
