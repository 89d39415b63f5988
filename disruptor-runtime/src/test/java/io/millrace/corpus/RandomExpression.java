package io.millrace.corpus;

import java.util.List;
import java.util.SplittableRandom;

/** Makes expressions of a wanted type over the columns of {@link RandomScript}. One thread. */
final class RandomExpression {
  /** Types that expressions can have. */
  enum Kind {
    /** INTEGER or BIGINT. */
    WHOLE,
    /** DECIMAL of some precision. */
    DECIMAL,
    /** DOUBLE. */
    DOUBLE,
    /** VARCHAR. */
    TEXT,
    /** BOOLEAN. */
    TRUTH,
    /** TIMESTAMP. */
    TIME,
    /** DATE. */
    DATE,
    /** TIME. */
    CLOCK
  }

  private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=");
  private static final List<String> UNITS = List.of("SECOND", "MINUTE", "HOUR", "DAY");

  private final SplittableRandom random;

  RandomExpression(SplittableRandom random) {
    this.random = random;
  }

  /** One of the arguments. */
  @SafeVarargs
  final <T> T any(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Any kind. */
  Kind kind() {
    return any(Kind.values());
  }

  /** An expression of a kind, with at most that many levels of operators. */
  String of(Kind kind, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return random.nextInt(4) == 0 ? literal(kind) : column(kind);
    }
    if (random.nextInt(6) == 0) {
      return choice(kind, depth - 1);
    }
    return switch (kind) {
      case WHOLE -> whole(depth - 1);
      case DECIMAL -> decimal(depth - 1);
      case DOUBLE -> floating(depth - 1);
      case TEXT -> text(depth - 1);
      case TRUTH -> truth(depth - 1);
      case TIME -> time(depth - 1);
      case DATE -> date(depth - 1);
      case CLOCK -> clock(depth - 1);
    };
  }

  /** A column of a kind. */
  String column(Kind kind) {
    return switch (kind) {
      case WHOLE -> any("i", "i", "l", "id");
      case DECIMAL -> any("d", "d", "w");
      case DOUBLE -> any("f", "f", "r");
      case TEXT -> any("s", "s2");
      case TRUTH -> "b";
      case TIME -> any("ts", "ts2");
      case DATE -> "dt";
      case CLOCK -> "c";
    };
  }

  private String literal(Kind kind) {
    return switch (kind) {
      case WHOLE -> String.valueOf(random.nextInt(-3, 8));
      case DECIMAL -> any("0.5", "-1.25", "2.00", "10.125");
      case DOUBLE -> any("0.5e0", "-2e0", "1e3");
      case TEXT -> any("'a'", "''", "'bc'", "'é'");
      case TRUTH -> any("TRUE", "FALSE");
      case TIME -> "TIMESTAMP '2024-01-01 00:00:" + random.nextInt(10, 60) + "'";
      case CLOCK -> "TIME '12:30:" + random.nextInt(10, 60) + "'";
      case DATE -> "DATE '2024-01-0" + random.nextInt(1, 9) + "'";
    };
  }

  private String choice(Kind kind, int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> any("GREATEST", "LEAST") + "(" + of(kind, depth) + ", " + of(kind, depth) + ")";
      case 1 ->
          "CASE WHEN "
              + of(Kind.TRUTH, depth)
              + " THEN "
              + of(kind, depth)
              + " ELSE "
              + of(kind, depth)
              + " END";
      case 2 -> "COALESCE(" + of(kind, depth) + ", " + of(kind, depth) + ")";
      default -> "NULLIF(" + of(kind, depth) + ", " + of(kind, depth) + ")";
    };
  }

  private String whole(int depth) {
    String a = of(Kind.WHOLE, depth);
    return switch (random.nextInt(8)) {
      case 0 -> "TRY_CAST(" + of(Kind.TEXT, depth) + " AS INTEGER)";
      case 1 -> "MOD(" + a + ", " + of(Kind.WHOLE, depth) + ")";
      case 5 ->
          "CAST("
              + of(any(Kind.DECIMAL, Kind.DOUBLE), depth)
              + " AS "
              + any("INTEGER", "BIGINT")
              + ")";
      case 2 -> "CHAR_LENGTH(" + of(Kind.TEXT, depth) + ")";
      case 3 -> "EXTRACT(" + any(UNITS) + " FROM " + of(Kind.TIME, depth) + ")";
      case 4 -> any("ABS", "SIGN", "- ") + "(" + a + ")";
      default -> "(" + a + any(" + ", " - ", " * ", " / ") + of(Kind.WHOLE, depth) + ")";
    };
  }

  private String decimal(int depth) {
    String a = of(Kind.DECIMAL, depth);
    return switch (random.nextInt(6)) {
      case 0 ->
          "CAST("
              + of(any(Kind.WHOLE, Kind.DECIMAL, Kind.DOUBLE), depth)
              + " AS DECIMAL("
              + any("7, 1", "18, 6", "30, 2")
              + "))";
      case 1 -> any("ABS", "FLOOR", "CEIL", "- ") + "(" + a + ")";
      case 2 -> any("ROUND", "TRUNCATE") + "(" + a + ", 1)";
      default ->
          "("
              + a
              + any(" + ", " - ", " * ", " / ")
              + of(any(Kind.DECIMAL, Kind.WHOLE), depth)
              + ")";
    };
  }

  private String floating(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> "CAST(" + of(any(Kind.WHOLE, Kind.DECIMAL), depth) + " AS DOUBLE)";
      case 1 -> any("ABS", "FLOOR", "CEIL", "SQRT", "- ") + "(" + of(Kind.DOUBLE, depth) + ")";
      default ->
          "("
              + of(Kind.DOUBLE, depth)
              + any(" + ", " - ", " * ", " / ")
              + of(any(Kind.DOUBLE, Kind.WHOLE), depth)
              + ")";
    };
  }

  private String text(int depth) {
    String a = of(Kind.TEXT, depth);
    return switch (random.nextInt(5)) {
      case 0 -> any("UPPER", "LOWER", "TRIM") + "(" + a + ")";
      case 1 ->
          "SUBSTRING(" + a + " FROM " + random.nextInt(1, 4) + " FOR " + random.nextInt(3) + ")";
      case 2 ->
          "CAST(" + of(any(Kind.WHOLE, Kind.DECIMAL, Kind.TIME, Kind.DATE), depth) + " AS VARCHAR)";
      default -> "(" + a + " || " + of(Kind.TEXT, depth) + ")";
    };
  }

  private String truth(int depth) {
    Kind kind = kind();
    String a = of(kind, depth);
    return switch (random.nextInt(9)) {
      case 0 -> "(" + of(Kind.TRUTH, depth) + any(" AND ", " OR ") + of(Kind.TRUTH, depth) + ")";
      case 1 -> "(NOT " + of(Kind.TRUTH, depth) + ")";
      case 2 -> "(" + a + any(" IS NULL", " IS NOT NULL") + ")";
      case 3 -> "(" + of(Kind.TRUTH, depth) + any(" IS TRUE", " IS NOT FALSE", " IS UNKNOWN") + ")";
      case 4 -> "(" + a + " BETWEEN " + of(kind, depth) + " AND " + of(kind, depth) + ")";
      case 5 ->
          "("
              + of(Kind.TEXT, depth)
              + any(" LIKE ", " NOT LIKE ")
              + any("'%a%'", "'_'", "'b%'")
              + ")";
      case 6 ->
          "("
              + of(Kind.WHOLE, depth)
              + any(" IN ", " NOT IN ")
              + "(1, 2, "
              + of(Kind.WHOLE, 0)
              + "))";
      case 7 ->
          "(" + a + any(" IS DISTINCT FROM ", " IS NOT DISTINCT FROM ") + of(kind, depth) + ")";
      default -> "(" + a + " " + any(COMPARISONS) + " " + of(kind, depth) + ")";
    };
  }

  private String time(int depth) {
    String a = of(Kind.TIME, depth);
    return switch (random.nextInt(3)) {
      case 0 -> "FLOOR(" + a + " TO " + any(UNITS) + ")";
      case 5 -> "CAST(" + of(Kind.DATE, depth) + " AS TIMESTAMP(3))";
      default ->
          "("
              + a
              + any(" + ", " - ")
              + "INTERVAL '"
              + random.nextInt(1, 100)
              + "' "
              + any(UNITS)
              + ")";
    };
  }

  private String clock(int depth) {
    return random.nextBoolean()
        ? "CAST(" + of(Kind.TIME, depth) + " AS TIME(3))"
        : "("
            + of(Kind.CLOCK, depth)
            + any(" + ", " - ")
            + "INTERVAL '"
            + random.nextInt(1, 100)
            + "' MINUTE)";
  }

  private String date(int depth) {
    return random.nextBoolean()
        ? any("CAST(", "TRY_CAST(") + of(Kind.TIME, depth) + " AS DATE)"
        : "("
            + of(Kind.DATE, depth)
            + any(" + ", " - ")
            + "INTERVAL '"
            + random.nextInt(1, 50)
            + "' DAY)";
  }
}
