package io.millrace.corpus;

import io.millrace.corpus.RandomExpression.Kind;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes a script of one stream, one query and some rows; the same for the same seed. */
final class RandomScript {
  private static final int MAX_ROWS = 60;
  private static final List<String> TEXTS =
      List.of("''", "'a'", "'b'", "'ab'", "'A'", "'é'", "' a '", "'😀b'");

  private final SplittableRandom random;
  private final RandomExpression expressions;

  private RandomScript(long seed) {
    this.random = new SplittableRandom(seed);
    this.expressions = new RandomExpression(random);
  }

  /** The script of a seed. */
  static String of(long seed) {
    return new RandomScript(seed).script();
  }

  private String script() {
    String oldValues = random.nextInt(5) == 0 ? "SET 'old-values' = 'true';\n" : "";
    String sql = oldValues + stream() + ";\n" + query() + ";\n";
    int rows = random.nextInt(MAX_ROWS);
    StringBuilder script = new StringBuilder(sql);
    long now = random.nextInt(4) == 0 ? -40_000 : 1_000_000;
    for (int i = 0; i < rows; i++) {
      now += random.nextInt(3) == 0 ? step() : 0;
      String time = time(now - (random.nextInt(3) == 0 ? step() : 0));
      script
          .append("INSERT INTO t VALUES (")
          .append(i)
          .append(", ")
          .append(row(time))
          .append(");\n");
    }
    return script.toString();
  }

  private String stream() {
    int delay = random.nextInt(2) * random.nextInt(20);
    return "CREATE STREAM t (id INTEGER NOT NULL, i INTEGER, l BIGINT, d DECIMAL(9, 2),"
        + " w DECIMAL(25, 3), f DOUBLE, s VARCHAR, b BOOLEAN, dt DATE, ts2 TIMESTAMP(0),"
        + " r REAL, s2 VARCHAR(2), c TIME(3),"
        + " ts TIMESTAMP(3), WATERMARK FOR ts AS ts"
        + (delay == 0 ? "" : " - INTERVAL '" + delay + "' SECOND")
        + ")";
  }

  /** Mostly whole seconds, so that rows meet the ends of windows and each other. */
  private long step() {
    return random.nextInt(20) * 1_000L + (random.nextInt(4) == 0 ? random.nextInt(1_000) : 0);
  }

  private static String time(long millis) {
    return "'" + LocalDateTime.of(1970, 1, 1, 0, 0).plusNanos(millis * 1_000_000) + "'";
  }

  private String row(String time) {
    return String.join(
        ", ",
        orNull(expressions.any("0", "1", "2", "3", "-1", "-7", "2147483647")),
        orNull(expressions.any("0", "1", "5", "-3", "9223372036854775807", "4294967296")),
        orNull(expressions.any("0", "1.5", "-2.25", "9999999.99", "0.01")),
        orNull(expressions.any("0", "1.5", "-0.125", "1234567890123456789012.345")),
        orNull(expressions.any("0.0", "0.25", "-1.5", "1e10", "CAST('NaN' AS DOUBLE)")),
        orNull(TEXTS.get(random.nextInt(TEXTS.size()))),
        orNull(expressions.any("TRUE", "FALSE")),
        orNull("'2024-01-0" + random.nextInt(1, 6) + "'"),
        orNull("'2024-01-01 00:00:" + random.nextInt(10, 60) + "'"),
        orNull(expressions.any("0.0", "0.5", "-2.25", "CAST('NaN' AS REAL)")),
        orNull(expressions.any("''", "'a'", "'ab'", "'é'")),
        orNull(expressions.any("'00:00:00'", "'12:30:15.5'", "'23:59:59.999'")),
        random.nextInt(15) == 0 ? "NULL" : time);
  }

  private String orNull(String value) {
    return random.nextInt(6) == 0 ? "NULL" : value;
  }

  private String query() {
    return switch (random.nextInt(8)) {
      case 0 -> "SELECT " + outputs() + " FROM t" + where();
      case 1 -> "SELECT DISTINCT " + key() + " AS k FROM t" + where();
      case 2, 3 -> group();
      case 4, 5, 6 -> window();
      default -> rowNumber();
    };
  }

  private String outputs() {
    List<String> outputs = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      outputs.add(expressions.of(expressions.kind(), 3) + " AS c" + i);
    }
    return String.join(", ", outputs);
  }

  private String where() {
    return random.nextBoolean() ? "" : " WHERE " + expressions.of(Kind.TRUTH, 2);
  }

  private String key() {
    Kind kind = expressions.kind();
    // A bare number would be the place of an output column.
    return random.nextInt(3) == 0
        ? "COALESCE(" + expressions.column(kind) + ", " + expressions.of(kind, 1) + ")"
        : expressions.column(kind);
  }

  private List<String> keys(int least) {
    List<String> keys = new ArrayList<>();
    for (int i = random.nextInt(least, 3); i > 0; i--) {
      String key = key();
      if (!keys.contains(key)) {
        keys.add(key);
      }
    }
    return keys;
  }

  private String aggregate() {
    Kind kind =
        expressions.any(
            Kind.WHOLE, Kind.WHOLE, Kind.DECIMAL, Kind.DOUBLE, Kind.TEXT, Kind.TIME, Kind.DATE);
    boolean isNumber = kind == Kind.WHOLE || kind == Kind.DECIMAL || kind == Kind.DOUBLE;
    String argument = expressions.of(kind, random.nextInt(2));
    String call =
        random.nextInt(5) == 0
            ? "COUNT(*)"
            : (isNumber
                    ? expressions.any("SUM", "AVG", "MIN", "MAX", "COUNT")
                    : expressions.any("MIN", "MAX", "COUNT"))
                + "("
                + argument
                + ")";
    return random.nextInt(3) == 0
        ? call + " FILTER (WHERE " + expressions.of(Kind.TRUTH, 1) + ")"
        : call;
  }

  private String aggregates(List<String> keys) {
    List<String> outputs = new ArrayList<>(keys);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      outputs.add(aggregate());
    }
    for (int i = 0; i < outputs.size(); i++) {
      outputs.set(i, outputs.get(i) + " AS c" + i);
    }
    return String.join(", ", outputs);
  }

  private String having() {
    return switch (random.nextInt(6)) {
      case 0 -> " HAVING COUNT(*) " + expressions.any("< 3", "> 2", "<> 2");
      case 1 -> " HAVING SUM(i) " + expressions.any("> 1", "< 2", "IS NOT NULL");
      default -> "";
    };
  }

  private String emit() {
    return expressions.any("", " EMIT FINAL", " EMIT CHANGES");
  }

  private String group() {
    List<String> keys = keys(0);
    String by = keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys);
    return "SELECT " + aggregates(keys) + " FROM t" + where() + by + having() + emit();
  }

  private String window() {
    List<String> keys = keys(0);
    String size = "INTERVAL '" + random.nextInt(1, 15) + "' SECOND";
    boolean call = random.nextInt(3) == 0;
    List<String> groups = new ArrayList<>(keys);
    groups.add(0, call ? "TUMBLE(ts, " + size + ")" : "window_start");
    String from =
        call
            ? "t"
            : random.nextBoolean()
                ? "t TUMBLE(ts, " + size + ")"
                : "TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), " + size + "))";
    List<String> shown = new ArrayList<>(keys);
    shown.add(0, call ? "TUMBLE_START(ts, " + size + ")" : "window_start");
    return "SELECT "
        + aggregates(shown)
        + " FROM "
        + from
        + where()
        + " GROUP BY "
        + String.join(", ", groups)
        + having()
        + emit();
  }

  private String rowNumber() {
    List<String> keys = keys(0);
    String over =
        "ROW_NUMBER() OVER ("
            + (keys.isEmpty() ? "" : "PARTITION BY " + String.join(", ", keys) + " ")
            + "ORDER BY ts) AS rn";
    String more = random.nextBoolean() ? outputs() + ", " : "";
    String inner = "SELECT id, " + more + over + " FROM t" + where();
    return random.nextBoolean() ? inner : "SELECT id, rn FROM (" + inner + ") WHERE rn <= 2";
  }
}
