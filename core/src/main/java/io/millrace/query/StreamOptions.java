package io.millrace.query;

import io.millrace.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the WITH of a stream says to the engine itself; its connector understands the other options.
 *
 * @param overload one of {@link #OVERLOAD_WORDS}, or null where the engine's setting holds
 * @param overloadKey indices of the columns by which rows are conflated; may be empty
 * @param idleTimeoutNs after what time without rows the watermark no longer waits for a publisher;
 *     0 if it always does
 */
public record StreamOptions(String overload, List<Integer> overloadKey, long idleTimeoutNs) {
  /** The option that says what becomes of rows while the rings are full. */
  public static final String OVERLOAD = "overload";

  /** The option that names the columns by which rows are conflated, with commas between them. */
  public static final String OVERLOAD_KEY = "overload.key";

  /** The option that says when a publisher counts as idle, such as {@code 5 SECONDS}. */
  public static final String IDLE_TIMEOUT = "idle.timeout";

  /** The names of the engine's own options. */
  public static final List<String> NAMES = List.of(OVERLOAD, OVERLOAD_KEY, IDLE_TIMEOUT);

  /** What {@link #OVERLOAD} may be. */
  public static final List<String> OVERLOAD_WORDS =
      List.of("block", "fail-fast", "drop-newest", "drop-oldest", "conflate");

  /** The word of {@link #OVERLOAD_WORDS} that asks for a key. */
  public static final String CONFLATE = "conflate";

  private static final Pattern DURATION =
      Pattern.compile("(\\d{1,18})\\s+(MILLISECOND|SECOND|MINUTE|HOUR|DAY)S?");

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
    return new StreamOptions(overload, columns, durationNs(stream, options.get(IDLE_TIMEOUT)));
  }

  private static long durationNs(String stream, String value) {
    if (value == null) {
      return 0;
    }
    Matcher matcher = DURATION.matcher(value.strip().toUpperCase(Locale.ROOT));
    if (matcher.matches()) {
      try {
        long ns = Math.multiplyExact(Long.parseLong(matcher.group(1)), unitNs(matcher.group(2)));
        if (ns > 0) {
          return ns;
        }
      } catch (ArithmeticException e) {
        // Longer than 292 years: refused like any other wrong value.
      }
    }
    throw new StreamOptionException(
        IDLE_TIMEOUT,
        "not an idle timeout: stream="
            + stream
            + ", idle.timeout="
            + value
            + "; write a positive number and MILLISECONDS, SECONDS, MINUTES, HOURS or DAYS");
  }

  private static long unitNs(String unit) {
    return switch (unit) {
      case "MILLISECOND" -> 1_000_000L;
      case "SECOND" -> 1_000_000_000L;
      case "MINUTE" -> 60_000_000_000L;
      case "HOUR" -> 3_600_000_000_000L;
      default -> 86_400_000_000_000L;
    };
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
