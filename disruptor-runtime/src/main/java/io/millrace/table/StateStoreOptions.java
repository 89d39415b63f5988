package io.millrace.table;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A {@link StateStore} as names and values. */
final class StateStoreOptions {
  private static final List<String> NAMES =
      List.of("state", "file", "entries", "text-bytes", "present");

  private StateStoreOptions() {}

  static StateStore parse(Map<String, String> options) {
    for (String name : new TreeMap<>(options).keySet()) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "unknown option of a table: name=" + name + "; it must be one of " + NAMES);
      }
    }
    String state = options.getOrDefault("state", "memory");
    return switch (state) {
      case "memory" -> memory(options);
      case "chronicle" -> chronicle(options);
      default -> throw wrong("state", state, "memory or chronicle");
    };
  }

  private static StateStore memory(Map<String, String> options) {
    if (options.size() > (options.containsKey("state") ? 1 : 0)) {
      throw new IllegalArgumentException(
          "options of a table file: options="
              + new TreeMap<>(options)
              + "; say state=chronicle with them");
    }
    return StateStore.memory();
  }

  private static StateStore chronicle(Map<String, String> options) {
    String file = options.get("file");
    if (file == null || file.isEmpty()) {
      throw new IllegalArgumentException(
          "option of a table is missing: name=file, state=chronicle; say where its rows go");
    }
    StateStore store = StateStore.chronicle(Path.of(file));
    if (options.containsKey("entries")) {
      store = store.entries(number("entries", options.get("entries")));
    }
    if (options.containsKey("text-bytes")) {
      long bytes = number("text-bytes", options.get("text-bytes"));
      store = store.textBytes((int) Math.min(bytes, Integer.MAX_VALUE));
    }
    String present = options.getOrDefault("present", "refuse");
    return switch (present) {
      case "refuse" -> store;
      case "keep" -> store.keepRows();
      case "replace" -> store.replaceRows();
      default -> throw wrong("present", present, "refuse, keep or replace");
    };
  }

  private static long number(String name, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw wrong(name, value, "a whole number");
    }
  }

  private static IllegalArgumentException wrong(String name, String value, String expected) {
    return new IllegalArgumentException(
        "wrong value of option: name=" + name + ", value=" + value + "; it must be " + expected);
  }
}
