package io.millrace.query;

import io.millrace.type.Schema;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A declared stream.
 *
 * @param name the name as declared
 * @param schema its columns
 * @param watermark its event time and delay, or null if it has no event time
 * @param options what stands in WITH, such as {@code connector}; keys are lower case
 * @param bounded whether a query sees all rows that there will ever be, as over a table; aggregates
 *     are FINAL then
 */
public record StreamDefinition(
    String name,
    Schema schema,
    WatermarkSpec watermark,
    Map<String, String> options,
    boolean bounded) {
  /** A stream without end. */
  public StreamDefinition(
      String name, Schema schema, WatermarkSpec watermark, Map<String, String> options) {
    this(name, schema, watermark, options, false);
  }

  /** Copies the options. */
  public StreamDefinition {
    options = Map.copyOf(options);
  }

  /** The same stream with an option, in place of one of that name. */
  public StreamDefinition withOption(String option, String value) {
    Map<String, String> changed = new HashMap<>(options);
    changed.put(option.toLowerCase(Locale.ROOT), value);
    return new StreamDefinition(name, schema, watermark, changed);
  }
}
