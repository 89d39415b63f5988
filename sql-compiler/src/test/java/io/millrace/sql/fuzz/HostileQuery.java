package io.millrace.sql.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A query of a template, written with some names and literals. In a template {@code {S}} is the
 * stream, {@code {I} {B} {D} {T}} its columns BIGINT, VARCHAR, DOUBLE and TIMESTAMP, {@code {X}
 * {Y}} aliases, {@code {0} {1} {2}} literals, and {@code {%0}} the pattern of what starts with
 * literal 0, with {@code !} as its escape.
 */
final class HostileQuery {
  static final List<String> TEMPLATES =
      List.of(
          "SELECT {I} AS {X}, {0} AS {Y} FROM {S} WHERE {B} = {0} OR {B} <> {1}",
          "SELECT {B} AS {X} FROM {S} WHERE {B} LIKE {%0} ESCAPE '!'",
          "SELECT {B} AS {X} FROM {S} WHERE {B} IN ({0}, {1}, {2}, 'a', 'b', 'c', 'd', 'e', 'f',"
              + " 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o')",
          "SELECT {B} AS {X} FROM {S} WHERE {B} NOT IN ({0}, {1})",
          "SELECT CASE WHEN {B} = {0} THEN {1} WHEN {B} IS NULL THEN {2} ELSE {B} END AS {X} FROM"
              + " {S}",
          "SELECT COALESCE({B}, {0}) AS {X}, {B} || {1} AS {Y} FROM {S}",
          "SELECT NULLIF({B}, {0}) AS {X}, {I} + 1 AS {Y} FROM {S} WHERE {D} > 0.5e0",
          "SELECT {X} AS {Y} FROM (SELECT {B} || {0} AS {X} FROM {S}) WHERE {X} <> {1}",
          "SELECT {Y}.{B} AS {X} FROM {S} AS {Y} WHERE {Y}.{B} >= {0}",
          "SELECT SUBSTRING({B} || {0} FROM 2) AS {X}, POSITION({1} IN {B}) AS {Y} FROM {S}",
          "SELECT UPPER({0}) AS {X}, CHAR_LENGTH({1}) AS {Y} FROM {S}",
          "SELECT {B} AS {X}, COUNT(*) AS {Y}, SUM({I}) AS z FROM {S} GROUP BY {B} EMIT CHANGES",
          "SELECT {B} AS {X}, SUM({I} * {I}) AS {Y} FROM {S} GROUP BY {B} EMIT FINAL",
          "SELECT CASE WHEN {B} = {0} THEN {1} ELSE {2} END AS {X}, COUNT(*) AS {Y} FROM {S} GROUP"
              + " BY CASE WHEN {B} = {0} THEN {1} ELSE {2} END EMIT FINAL",
          "SELECT {B} AS {X}, MIN({D}) AS {Y} FROM {S} GROUP BY {B} HAVING MAX({B}) <> {0} EMIT"
              + " CHANGES",
          "SELECT window_start, {B} AS {X}, COUNT(*) AS {Y} FROM {S} TUMBLE({T}, INTERVAL '1'"
              + " HOUR) GROUP BY window_start, {B}",
          "SELECT {B} AS {X}, COUNT(*) FILTER (WHERE {B} <> {0}) AS {Y} FROM {S} GROUP BY {B}",
          "SELECT {B} || {0} AS {X}, ROW_NUMBER() OVER (PARTITION BY {B} || {1} ORDER BY {T}) AS"
              + " {Y} FROM {S}",
          "INSERT INTO t (x, y) SELECT {B} || {0}, {I} FROM {S} WHERE {B} <> {1}");

  private static final String NAMES = "SIBDTXY";
  private static final int LITERALS = 3;

  private final String template;
  private final Map<Character, String> names;
  private final List<String> literals;

  private HostileQuery(String template, Map<Character, String> names, List<String> literals) {
    this.template = template;
    this.names = names;
    this.literals = literals;
  }

  /** A query of a random template with hostile names and literals. */
  static HostileQuery random(SplittableRandom random) {
    HostileText hostile = new HostileText(random);
    Map<Character, String> names = new HashMap<>();
    for (int i = 0; i < NAMES.length(); i++) {
      names.put(NAMES.charAt(i), hostile.name());
    }
    List<String> literals = new ArrayList<>();
    for (int i = 0; i < LITERALS; i++) {
      literals.add(random.nextInt(8) == 0 && i > 0 ? literals.get(0) : hostile.literal());
    }
    return new HostileQuery(
        TEMPLATES.get(random.nextInt(TEMPLATES.size())), names, List.copyOf(literals));
  }

  /**
   * The same with harmless names and literals; equal ones stay equal, empty ones empty, and those
   * that the template has anyway stay what they are.
   */
  HostileQuery harmless() {
    Map<Character, String> plain = new HashMap<>();
    names.keySet().forEach(name -> plain.put(name, CodeComparison.MARK + "Name" + name));
    List<String> texts = new ArrayList<>();
    for (String literal : literals) {
      boolean isInTemplate = template.contains(HostileText.quoted(literal));
      int first = literals.indexOf(literal);
      texts.add(
          literal.isEmpty() || isInTemplate
              ? literal
              : CodeComparison.MARK + " text " + "abc".charAt(first));
    }
    return new HostileQuery(template, plain, texts);
  }

  String template() {
    return template;
  }

  String literal(int index) {
    return literals.get(index);
  }

  String name(char which) {
    return names.get(which);
  }

  String createStream() {
    return filled(
        "CREATE STREAM {S} ({I} BIGINT NOT NULL, {B} VARCHAR, {D} DOUBLE, {T} TIMESTAMP(3) NOT"
            + " NULL, WATERMARK FOR {T} AS {T})");
  }

  String sql() {
    return filled(template);
  }

  private String filled(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '{') {
        out.append(c);
        at++;
      } else {
        int close = text.indexOf('}', at);
        out.append(value(text.substring(at + 1, close)));
        at = close + 1;
      }
    }
    return out.toString();
  }

  private String value(String place) {
    if (place.startsWith("%")) {
      return HostileText.quoted(pattern(literals.get(place.charAt(1) - '0')));
    }
    char which = place.charAt(0);
    return Character.isDigit(which)
        ? HostileText.quoted(literals.get(which - '0'))
        : HostileText.quotedName(names.get(which));
  }

  private static String pattern(String start) {
    return start.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }

  @Override
  public String toString() {
    return createStream() + ";\n" + sql();
  }
}
