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

class AggregateOracleTest {
  private static final String LINEITEM =
      "CREATE STREAM lineitem (l_orderkey BIGINT NOT NULL, l_linenumber INTEGER NOT NULL,"
          + " l_quantity DECIMAL(12, 2) NOT NULL, l_extendedprice DECIMAL(12, 2) NOT NULL,"
          + " l_discount DECIMAL(12, 2) NOT NULL, l_tax DECIMAL(12, 2), l_returnflag VARCHAR,"
          + " l_linestatus VARCHAR(1) NOT NULL, l_shipdate DATE NOT NULL, l_commitdate DATE,"
          + " l_receiptdate DATE NOT NULL, l_shipinstruct VARCHAR NOT NULL, l_shipmode VARCHAR,"
          + " event_time TIMESTAMP(3) NOT NULL, WATERMARK FOR event_time AS event_time)"
          + " WITH ('connector' = 'tpch', 'scale-factor' = '0.01')";

  /**
   * One question in both dialects.
   *
   * @param sql what Millrace is asked
   * @param expected what DuckDB is asked
   * @param actual what is taken of Millrace's rows, which are in {@code RESULT}
   */
  private record Question(String name, String sql, String expected, String actual) {
    Question(String name, String sql, String expected) {
      this(name, sql, expected, "SELECT * EXCLUDE (part, n, op) FROM RESULT");
    }

    Question(String name, String sqlOfBoth) {
      this(name, sqlOfBoth + " EMIT FINAL", sqlOfBoth);
    }
  }

  /** Half up of an AVG of DECIMAL(12, 2), in millionths: integers only, so that it is exact. */
  private static String average(String column, String condition) {
    String cents = "sum((" + column + " * 100)::BIGINT)" + condition + "::HUGEINT";
    String rows = "count(" + column + ")" + condition;
    return "(" + cents + " * 20000 + " + rows + ") // (2 * " + rows + ")";
  }

  /** An AVG of DECIMAL(38, 6) in millionths. */
  private static String millionths(String column) {
    return "replace(" + column + "::VARCHAR, '.', '')::HUGEINT";
  }

  /** A sum of DOUBLE in order of arrival. */
  private static String arrivalSum(String value) {
    return "list_reduce(list(" + value + " ORDER BY seq), lambda a, b: a + b)";
  }

  private static final List<Question> QUESTIONS = new ArrayList<>();

  private static void ask(Question question) {
    QUESTIONS.add(question);
  }

  private static void askAggregates() {
    ask(
        new Question(
            "pricing summary",
            "SELECT l_returnflag, l_linestatus, SUM(l_quantity) AS sum_qty,"
                + " SUM(l_extendedprice * (1 - l_discount)) AS sum_disc_price,"
                + " SUM(l_extendedprice * (1 - l_discount) * (1 + l_tax)) AS sum_charge,"
                + " COUNT(*) AS count_order FROM lineitem WHERE l_shipdate <= DATE '1998-09-02'"
                + " GROUP BY l_returnflag, l_linestatus"));
    ask(
        new Question(
            "forecast, no key",
            "SELECT SUM(l_extendedprice * l_discount) AS revenue, COUNT(*) AS items,"
                + " MIN(l_shipdate) AS earliest, MAX(l_shipdate) AS latest FROM lineitem"
                + " WHERE l_shipdate >= DATE '1994-01-01' AND l_shipdate < DATE '1995-01-01'"
                + " AND l_discount BETWEEN 0.05 AND 0.07 AND l_quantity < 24"));
    ask(
        new Question(
            "no row passes, no key",
            "SELECT COUNT(*) AS items, COUNT(l_tax) AS taxes, SUM(l_tax) AS tax,"
                + " MIN(l_shipmode) AS shipmode FROM lineitem WHERE l_quantity > 1000"));
    ask(
        new Question(
            "FILTER",
            "SELECT l_shipmode, COUNT(*) FILTER (WHERE l_receiptdate > l_commitdate) AS overdue,"
                + " SUM(l_quantity) FILTER (WHERE l_discount > 0.05) AS qty,"
                + " MIN(l_extendedprice) FILTER (WHERE l_tax > 100) AS none,"
                + " COUNT(l_tax) FILTER (WHERE l_tax > 100) AS zero,"
                + " MIN(l_shipinstruct) AS least, MAX(l_shipinstruct) AS most,"
                + " MIN(l_extendedprice) AS low, MAX(l_extendedprice) AS high,"
                + " MAX(event_time) AS latest FROM lineitem GROUP BY l_shipmode"));
    ask(
        new Question(
            "HAVING",
            "SELECT l_orderkey, SUM(l_quantity) AS qty, COUNT(*) AS items FROM lineitem"
                + " GROUP BY l_orderkey HAVING SUM(l_quantity) > 200 OR COUNT(*) = 1"));
    ask(
        new Question(
            "NULL keys",
            "SELECT NULLIF(l_shipmode, 'AIR') AS shipmode, CASE WHEN l_quantity < 10 THEN 'small'"
                + " WHEN l_quantity < 40 THEN 'medium' END AS size, COUNT(*) AS items,"
                + " SUM(NULLIF(l_linenumber, 1)) AS numbers, MAX(NULLIF(l_linenumber, 7)) AS most"
                + " FROM lineitem GROUP BY NULLIF(l_shipmode, 'AIR'), CASE WHEN l_quantity < 10"
                + " THEN 'small' WHEN l_quantity < 40 THEN 'medium' END"));
    ask(
        new Question(
            "DISTINCT",
            "SELECT DISTINCT l_shipmode, l_shipinstruct, l_returnflag FROM lineitem",
            "SELECT DISTINCT l_shipmode, l_shipinstruct, l_returnflag FROM lineitem"));
  }

  private static void askAverages() {
    ask(
        new Question(
            "AVG of DECIMAL, half up",
            "SELECT l_shipdate, AVG(l_extendedprice) AS price,"
                + " AVG(l_tax) FILTER (WHERE l_quantity > 25) AS tax FROM lineitem"
                + " GROUP BY l_shipdate EMIT FINAL",
            "SELECT l_shipdate, "
                + average("l_extendedprice", "")
                + ", "
                + average("l_tax", " FILTER (WHERE l_quantity > 25)")
                + " FROM lineitem GROUP BY l_shipdate",
            "SELECT l_shipdate, "
                + millionths("price")
                + ", "
                + millionths("tax")
                + " FROM RESULT"));
    ask(
        new Question(
            "AVG of INTEGER",
            "SELECT l_shipmode, AVG(l_linenumber) AS number, AVG(l_orderkey) AS orderkey"
                + " FROM lineitem GROUP BY l_shipmode"));
    ask(
        new Question(
            "SUM of DOUBLE in order of arrival",
            "SELECT l_shipmode, SUM(CAST(l_extendedprice AS DOUBLE) * CAST(l_discount AS DOUBLE))"
                + " AS discount FROM lineitem GROUP BY l_shipmode EMIT FINAL",
            "SELECT l_shipmode, "
                + arrivalSum("l_extendedprice::DOUBLE * l_discount::DOUBLE")
                + " FROM lineitem GROUP BY l_shipmode"));
  }

  private static void askWindows() {
    ask(
        new Question(
            "windows of 15 minutes",
            "SELECT window_start, window_end, l_shipmode, COUNT(*) AS items, SUM(l_tax) AS tax,"
                + " MIN(l_extendedprice) AS low, MAX(l_commitdate) AS latest FROM lineitem"
                + " TUMBLE(event_time, INTERVAL '15' MINUTE)"
                + " GROUP BY window_start, window_end, l_shipmode HAVING COUNT(*) > 80",
            "SELECT time_bucket(INTERVAL 15 MINUTE, event_time) AS w, w + INTERVAL 15 MINUTE,"
                + " l_shipmode, count(*), sum(l_tax), min(l_extendedprice), max(l_commitdate)"
                + " FROM lineitem GROUP BY w, l_shipmode HAVING count(*) > 80"));
    ask(
        new Question(
            "windows in the standard spelling, no other key",
            "SELECT window_start, COUNT(*) AS items, SUM(l_extendedprice * (1 - l_discount)) AS s"
                + " FROM TABLE(TUMBLE(TABLE lineitem, DESCRIPTOR(event_time), INTERVAL '7' MINUTE))"
                + " WHERE l_shipmode LIKE '%R%' GROUP BY window_start, window_end",
            "SELECT time_bucket(INTERVAL 7 MINUTE, event_time, TIMESTAMP '1970-01-01') AS w,"
                + " count(*), sum(l_extendedprice * (1 - l_discount)) FROM lineitem"
                + " WHERE l_shipmode LIKE '%R%' GROUP BY w"));
    ask(
        new Question(
            "ROW_NUMBER over ties, which keep the order of arrival",
            "SELECT l_orderkey, l_linenumber, ROW_NUMBER() OVER (PARTITION BY l_shipmode"
                + " ORDER BY event_time) AS rn FROM lineitem",
            "SELECT l_orderkey, l_linenumber, row_number() OVER (PARTITION BY l_shipmode"
                + " ORDER BY event_time, seq) FROM lineitem"));
    ask(
        new Question(
            "HAVING under EMIT CHANGES",
            "SELECT l_shipmode, SUM(CASE WHEN l_linenumber = 1 THEN 3 ELSE -1 END) AS balance,"
                + " COUNT(*) AS items FROM lineitem GROUP BY l_shipmode"
                + " HAVING SUM(CASE WHEN l_linenumber = 1 THEN 3 ELSE -1 END) > 0",
            "SELECT CASE WHEN NOT shown THEN '-D' WHEN shown_before THEN '+U' ELSE '+I' END,"
                + " l_shipmode, CASE WHEN shown THEN balance ELSE balance_before END,"
                + " CASE WHEN shown THEN items ELSE items - 1 END FROM (SELECT *, balance > 0 AS"
                + " shown, coalesce(balance_before > 0, false) AS shown_before FROM (SELECT *,"
                + " lag(balance) OVER (PARTITION BY l_shipmode ORDER BY seq) AS balance_before"
                + " FROM (SELECT seq, l_shipmode, sum(CASE WHEN l_linenumber = 1 THEN 3 ELSE -1"
                + " END) OVER w AS balance, count(*) OVER w AS items FROM lineitem WINDOW w AS"
                + " (PARTITION BY l_shipmode ORDER BY seq ROWS UNBOUNDED PRECEDING))))"
                + " WHERE shown OR shown_before",
            "SELECT op, l_shipmode, balance, items FROM RESULT"));
  }

  private static void askExpressions() {
    String row = "SELECT l_orderkey, l_linenumber, ";
    ask(
        new Question(
            "DECIMAL arithmetic",
            row
                + "l_extendedprice * (1 - l_discount) AS a, l_extendedprice - l_tax AS b,"
                + " -l_quantity AS c, l_extendedprice * l_discount * l_tax AS d FROM lineitem",
            row
                + "l_extendedprice * (1 - l_discount), l_extendedprice - l_tax,"
                + " -l_quantity, l_extendedprice * l_discount * l_tax FROM lineitem"));
    String texts =
        row
            + "CASE WHEN l_shipinstruct LIKE '%N_N%' THEN l_shipmode WHEN l_shipmode LIKE 'R%'"
            + " THEN 'r' || l_returnflag END AS a, l_shipmode NOT LIKE '%AI%' AS b,"
            + " l_shipmode IN ('MAIL', 'SHIP') AS c, COALESCE(NULLIF(l_returnflag, 'N'),"
            + " l_linestatus) AS d, CAST(l_extendedprice AS VARCHAR) AS e,"
            + " CAST(l_linenumber AS VARCHAR) || l_shipmode AS f, l_shipmode < 'RAIL' AS g"
            + " FROM lineitem WHERE l_returnflag <> 'A' OR l_shipmode IS NULL";
    ask(new Question("texts", texts, texts));
    String casts =
        row
            + "CAST(CASE WHEN l_linenumber < 4 THEN CAST(l_quantity AS VARCHAR) END AS"
            + " DECIMAL(10, 1)) AS a, CAST(NULLIF(l_linenumber, 2) AS DOUBLE) / 7 AS b,"
            + " CAST(l_shipdate AS VARCHAR) AS c, CAST(event_time AS DATE) AS d,"
            + " CAST(l_extendedprice AS DOUBLE) AS e, NULLIF(l_linenumber, 3) + 1 AS f,"
            + " l_shipdate > l_commitdate AND NOT l_receiptdate <= DATE '1995-06-17' AS g,"
            + " CAST(l_orderkey AS REAL) AS h FROM lineitem";
    ask(new Question("casts and NULL", casts, casts));
  }

  @TempDir static Path directory;
  private static DuckDb duck;
  private static OracleInput items;

  @BeforeAll
  static void readItems() {
    duck = new DuckDb(directory);
    items = OracleInput.read("lineitem", LINEITEM);
    items.load(duck);
    askAggregates();
    askAverages();
    askWindows();
    askExpressions();
    for (int i = 0; i < QUESTIONS.size(); i++) {
      duck.execute("CREATE TABLE e" + i + " AS " + QUESTIONS.get(i).expected());
    }
  }

  @AfterAll
  static void closeDuckDb() {
    duck.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 4096, PARTITION", "3, 64, ORDERED"})
  void shouldGiveTheAnswersOfDuckDb(int partitions, int batchRows, Delivery delivery) {
    items.run(
        duck,
        OracleInput.config(partitions, batchRows),
        delivery,
        QUESTIONS.stream().map(Question::sql).toList());
    for (int i = 0; i < QUESTIONS.size(); i++) {
      Question question = QUESTIONS.get(i);
      assertThat(duck.number("SELECT count(*) FROM e" + i)).as(question.name()).isPositive();
      assertThat(duck.differences("FROM e" + i, question.actual().replace("RESULT", "r" + i)))
          .as(question.name())
          .isEmpty();
    }
  }
}
