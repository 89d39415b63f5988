package io.millrace.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares what a run gave with what the file says. */
final class Check {
  private Check() {}

  /**
   * Checks an outcome.
   *
   * @param columns the output columns
   * @param oneEngine whether the order of one engine is to be seen
   */
  static void that(Outcome actual, CorpusFile expected, Schema columns, boolean oneEngine) {
    for (String part : expected.failures()) {
      assertThat(actual.failures()).as("failed rows").anyMatch(message -> message.contains(part));
    }
    counts(actual, expected);
    rows(actual.rows(), expected, columns, oneEngine);
  }

  /** Checks an outcome of the oracle, whose messages are its own. */
  static void oracle(Outcome actual, CorpusFile expected, Schema columns) {
    counts(actual, expected);
    rows(actual.rows(), expected, columns, true);
  }

  private static void counts(Outcome actual, CorpusFile expected) {
    assertThat(actual.failures()).as("failed rows").hasSameSizeAs(expected.failures());
    assertThat(actual.lateRows()).as("late rows").isEqualTo(expected.lateRows());
    assertThat(actual.deadLetters()).as("dead letters").isEqualTo(expected.deadLetters());
  }

  private static void rows(
      List<OutputRow> actual, CorpusFile expected, Schema columns, boolean oneEngine) {
    assertThat(sorted(actual)).as("rows in any order").isEqualTo(sorted(expected.rows()));
    if (expected.order().ordered() && oneEngine) {
      assertThat(text(actual)).as("rows in order").isEqualTo(text(expected.rows()));
    }
    if (expected.order().keyColumns() != null) {
      int[] keys = expected.order().keyColumns().stream().mapToInt(columns::indexOf).toArray();
      assertThat(byKey(actual, keys))
          .as("rows of each key")
          .isEqualTo(byKey(expected.rows(), keys));
    }
  }

  private static Map<List<String>, List<String>> byKey(List<OutputRow> rows, int[] keys) {
    Map<List<String>, List<String>> result = new LinkedHashMap<>();
    for (OutputRow row : rows) {
      List<String> key = Arrays.stream(keys).mapToObj(k -> row.values().get(k)).toList();
      result.computeIfAbsent(key, k -> new ArrayList<>()).add(row.toString());
    }
    return result;
  }

  private static List<String> sorted(List<OutputRow> rows) {
    return rows.stream().map(OutputRow::toString).sorted().collect(Collectors.toList());
  }

  private static List<String> text(List<OutputRow> rows) {
    return rows.stream().map(OutputRow::toString).toList();
  }
}
