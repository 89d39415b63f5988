package io.millrace.sql.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the templates without state put out for a row, computed plainly. */
final class HostileOracle {
  private static final List<String> LETTERS = List.of("abcdefghijklmno".split(""));

  private HostileOracle() {}

  static boolean knows(HostileQuery query) {
    return index(query) < 11;
  }

  private static int index(HostileQuery query) {
    return HostileQuery.TEMPLATES.indexOf(query.template());
  }

  /** The output for the texts of rows that are numbered from 1. */
  static List<List<String>> expected(HostileQuery query, List<String> texts) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      List<String> row = row(query, i + 1, texts.get(i));
      if (row != null) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<String> row(HostileQuery query, int id, String b) {
    String zero = query.literal(0);
    String one = query.literal(1);
    String two = query.literal(2);
    return switch (index(query)) {
      case 0 -> passes(b != null && (b.equals(zero) || !b.equals(one)), id + "", zero);
      case 1 -> passes(b != null && b.startsWith(zero), b);
      case 2 ->
          passes(b != null && (List.of(zero, one, two).contains(b) || LETTERS.contains(b)), b);
      case 3 -> passes(b != null && !b.equals(zero) && !b.equals(one), b);
      case 4 -> Arrays.asList(b == null ? two : b.equals(zero) ? one : b);
      case 5 -> Arrays.asList(b == null ? zero : b, b == null ? null : b + one);
      case 6 -> passes(id > 1, zero.equals(b) ? null : b, id + 1 + "");
      case 7 -> passes(b != null && !(b + zero).equals(one), b + zero);
      case 8 -> passes(b != null && compare(b, zero) >= 0, b);
      case 9 ->
          Arrays.asList(b == null ? null : behindFirst(b + zero), b == null ? null : at(one, b));
      default -> Arrays.asList(null, one.codePointCount(0, one.length()) + "");
    };
  }

  private static List<String> passes(boolean condition, String... values) {
    return condition ? Arrays.asList(values) : null;
  }

  private static int compare(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  private static String behindFirst(String text) {
    return text.isEmpty() ? "" : text.substring(text.offsetByCodePoints(0, 1));
  }

  private static String at(String part, String text) {
    int index = text.indexOf(part);
    return index < 0 ? "0" : text.codePointCount(0, index) + 1 + "";
  }
}
