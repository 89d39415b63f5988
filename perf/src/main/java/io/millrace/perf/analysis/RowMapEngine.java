package io.millrace.perf.analysis;

import io.millrace.perf.scenario.Scenario;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An engine that takes one row map at a time. It never changes a row that it was handed: what it
 * puts out is always a new map, the copy per row.
 *
 * <p>State is in maps that the caller chooses: with {@link java.util.HashMap} an engine is for one
 * thread at a time, with {@link java.util.concurrent.ConcurrentHashMap} for any number, as every
 * change of a key is one atomic {@code merge}.
 */
interface RowMapEngine {
  /** Makes the maps that hold an engine's state. */
  interface StateMaps {
    /** A new empty map. */
    <K, V> Map<K, V> create();
  }

  /** The engine of a scenario, with empty state. */
  static RowMapEngine of(Scenario scenario, StateMaps maps) {
    return switch (scenario) {
      case S0 -> new FilterEngine();
      case S1 -> new RowNumberEngine(maps);
      case S2 -> new TotalsEngine(maps, true);
      case S2_FINAL -> new TotalsEngine(maps, false);
      case S3A -> new WindowCountEngine(maps, false);
      case S3B -> new WindowCountEngine(maps, true);
    };
  }

  /** Takes a row and puts out what follows from it. */
  void onRow(Map<String, Object> row, Consumer<Map<String, Object>> output);

  /** No row before this time is still to come; what waited for it is put out. */
  default void onWatermark(long timeNs, Consumer<Map<String, Object>> output) {}

  /** No row is still to come; what is left is put out. */
  default void onEndOfInput(Consumer<Map<String, Object>> output) {}
}
