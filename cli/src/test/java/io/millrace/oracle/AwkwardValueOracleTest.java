package io.millrace.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Delivery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every type as a key and under every aggregate, over values that DuckDB draws and writes. */
class AwkwardValueOracleTest {
  private static final int ROWS = 6_000;

  /** What column draws from which values; NULL is one of the draws of each but the first. */
  private static final List<String> COLUMNS =
      List.of(
          "b: BOOLEAN: true, false",
          "i: INTEGER: 0, 1, -1, 7, 2147483647, -2147483648",
          "l: BIGINT: 0, 1, -1, 4294967296, -4294967296, 900000000000000",
          "r: REAL: '0', '-0.0', '1.5', '-2.25', '0.1', 'nan', 'inf', '-inf'",
          "d: DOUBLE: '0', '-0.0', '1.5', '0.1', '1e300', '-1e-300', 'nan', 'inf', '-inf'",
          "x: DECIMAL(12, 2): 0, 0.01, -0.01, 99.99, -9999999999.99, 9999999999.99",
          "y: DECIMAL(38, 10): 0, 0.0000000001, -1.5, 12345678901234567890.5, -98765432109876543210",
          "s: VARCHAR: '', 'a', 'A', 'ä', 'a,b', 'say \"a\"', '🎈', '\uFF5E', repeat('long', 80), ' '",
          "t: DATE: '1970-01-01', '1969-12-31', '2024-02-29', '0001-01-01', '9999-12-31'",
          "u: TIME: '00:00:00', '12:30:00', '23:59:59.999999', '00:00:00.000001'");

  private static final String START =
      "time_bucket(INTERVAL 13 MINUTE, event_time, TIMESTAMP '1970-01-01')";

  @TempDir static Path directory;
  private static final List<String> QUERIES = new ArrayList<>();
  private static DuckDb duck;
  private static OracleInput rows;

  private static String[] part(String column) {
    return column.split(": ", 3);
  }

  /** Draws rows; event times go up from half a day before 1970, with up to an hour of disorder. */
  private static String draw() {
    StringBuilder sql = new StringBuilder("SELECT id");
    for (int i = 0; i < COLUMNS.size(); i++) {
      String[] part = part(COLUMNS.get(i));
      String type = part[1] + "[]";
      sql.append(", ([NULL, ")
          .append(part[2])
          .append("]::")
          .append(type)
          .append(")[1 + (hash(id, ")
          .append(i)
          .append(") % (1 + len([")
          .append(part[2])
          .append("]::")
          .append(type)
          .append(")))::INTEGER] AS ")
          .append(part[0]);
    }
    return sql
        + ", CASE WHEN hash(id, 99) % 100 > 0 THEN TIMESTAMP '1969-12-31 12:00:00' + to_microseconds("
        + "id * 14000000 + (hash(id, 98) % 3600000000)::BIGINT) END AS event_time"
        + " FROM range("
        + ROWS
        + ") AS ids(id)";
  }

  private static String declaration(Path file) {
    StringBuilder sql = new StringBuilder("CREATE STREAM drawn (id BIGINT NOT NULL, ");
    for (String column : COLUMNS) {
      sql.append(part(column)[0]).append(' ').append(part(column)[1]).append(", ");
    }
    return sql
        + "event_time TIMESTAMP(6), WATERMARK FOR event_time AS event_time - INTERVAL '1' HOUR)"
        + " WITH ('connector' = 'file', 'path' = '"
        + file
        + "')";
  }

  private static String aggregates() {
    StringBuilder sql =
        new StringBuilder(
            "COUNT(*) AS rows, SUM(i) AS sum_i, SUM(l) AS sum_l, SUM(x) AS sum_x, SUM(y) AS sum_y");
    for (String column : COLUMNS) {
      String name = part(column)[0];
      sql.append(", COUNT(").append(name).append(") AS n_").append(name);
      if (!name.equals("b")) {
        sql.append(", MIN(").append(name).append(") AS min_").append(name);
        sql.append(", MAX(").append(name).append(") AS max_").append(name);
      }
    }
    return sql.toString();
  }

  @BeforeAll
  static void drawRows() {
    duck = new DuckDb(directory);
    Path file = directory.resolve("drawn.csv");
    duck.execute("CREATE TABLE drawn AS " + draw());
    duck.execute("COPY drawn TO '" + file + "' (HEADER, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S.%f')");
    rows = OracleInput.read("drawn", declaration(file));
    List<String> keys = new ArrayList<>(COLUMNS.stream().map(column -> part(column)[0]).toList());
    keys.addAll(List.of("s, d", "y, b", "t, u, r", "x, event_time", "s || s", "l * 2, i"));
    for (String key : keys) {
      QUERIES.add("SELECT " + key + ", " + aggregates() + " FROM drawn GROUP BY " + key);
    }
  }

  @AfterAll
  static void closeDuckDb() {
    duck.close();
  }

  private static void assertSame(String what, String expected, String actual) {
    assertThat(duck.differences(expected, actual)).as(what).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 4096, PARTITION", "3, 5, ORDERED"})
  void shouldGroupEveryTypeAsDuckDbDoes(int partitions, int batchRows, Delivery delivery) {
    rows.run(
        duck,
        OracleInput.config(partitions, batchRows),
        delivery,
        QUERIES.stream().map(sql -> sql + " EMIT FINAL").toList());
    assertSame("the rows themselves", draw(), "FROM drawn");
    for (int i = 0; i < QUERIES.size(); i++) {
      assertSame(QUERIES.get(i), QUERIES.get(i), "SELECT * EXCLUDE (part, n, op) FROM r" + i);
    }
  }

  /** The aggregates of all rows of the window and key so far, in order of arrival. */
  private static String changes(String key) {
    return "SELECT CASE WHEN count(*) OVER w = 1 THEN '+I' ELSE '+U' END, start, "
        + key
        + ", "
        + aggregates().replace(") AS ", ") OVER w AS ")
        + " FROM (SELECT *, "
        + START
        + " AS start FROM drawn WHERE event_time IS NOT NULL) WINDOW w AS (PARTITION BY start, "
        + key
        + " ORDER BY id ROWS UNBOUNDED PRECEDING)";
  }

  @ParameterizedTest
  @CsvSource({"1, 7, ORDERED", "8, 512, PARTITION"})
  void shouldPutThemIntoWindowsBeforeAndAfter1970AsDuckDbDoes(
      int partitions, int batchRows, Delivery delivery) {
    String windows = " FROM drawn TUMBLE(event_time, INTERVAL '13' MINUTE) GROUP BY window_start, ";
    String numbered = "SELECT id, ROW_NUMBER() OVER (PARTITION BY d, s ORDER BY event_time) AS rn";
    rows.run(
        duck,
        OracleInput.config(partitions, batchRows),
        delivery,
        List.of(
            "SELECT window_start, s, " + aggregates() + windows + "s",
            "SELECT window_start, s, " + aggregates() + windows + "s EMIT CHANGES",
            "SELECT window_start, y, r, " + aggregates() + windows + "y, r EMIT CHANGES",
            numbered + " FROM drawn"));
    assertSame(
        "windows",
        "SELECT "
            + START
            + " AS start, s, "
            + aggregates()
            + " FROM drawn WHERE event_time IS NOT NULL GROUP BY start, s",
        "SELECT * EXCLUDE (part, n, op) FROM r0");
    assertSame("changes", changes("s"), "SELECT * EXCLUDE (part, n) FROM r1");
    assertSame("changes", changes("y, r"), "SELECT * EXCLUDE (part, n) FROM r2");
    assertSame(
        "numbers",
        numbered.replace("event_time", "event_time, id")
            + " FROM drawn WHERE event_time IS NOT NULL",
        "SELECT id, rn FROM r3");
    assertThat(duck.number("SELECT count(*) FROM r0 WHERE window_start < '1970-01-01'"))
        .isGreaterThan(100);
  }
}
