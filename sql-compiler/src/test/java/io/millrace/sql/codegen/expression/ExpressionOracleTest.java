package io.millrace.sql.codegen.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sql.codegen.expression.OracleTable.Failure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every expression on every row against DuckDB. */
class ExpressionOracleTest {
  private static final long SEED = 20240229;
  private static OracleTable table;

  @BeforeAll
  static void open() throws Exception {
    table = new OracleTable(SEED);
  }

  @AfterAll
  static void close() throws Exception {
    table.close();
  }

  /** Where DuckDB and we differ on purpose. A line names its deviation behind {@code !!}. */
  private enum Deviation {
    /**
     * A half of a DOUBLE is rounded away from zero, as that of a DECIMAL; DuckDB rounds it to even.
     */
    HALF_AWAY_FROM_ZERO,
    /** Text with a fraction is no INTEGER, as in files; DuckDB rounds it. */
    WHOLE_NUMBERS_ONLY,
    /** The type that the validator gives the result is too small; DuckDB takes a larger one. */
    DECLARED_TYPE,
    /**
     * An INTERVAL is counted in nanoseconds, up to 292 years; DuckDB has months and days beside.
     */
    INTERVAL_RANGE,
    /** DECIMAL has 38 digits in every operation and compares at any scale; DuckDB fails earlier. */
    DUCKDB_FAILS,
    /** The sign of NaN is NaN; DuckDB says 0. */
    SIGN_OF_NAN,
    /** The validator rounds a constant whose common type with the column exceeds 38 digits. */
    ROUNDED_CONSTANT;

    boolean explains(Object ours, Object theirs) {
      return switch (this) {
        case HALF_AWAY_FROM_ZERO ->
            ours instanceof BigDecimal a
                && theirs instanceof BigDecimal b
                && a.subtract(b).abs().compareTo(BigDecimal.ONE) == 0;
        case WHOLE_NUMBERS_ONLY -> ours == null || ours instanceof Failure;
        case DECLARED_TYPE, INTERVAL_RANGE -> ours instanceof Failure;
        case DUCKDB_FAILS -> theirs instanceof Failure;
        case SIGN_OF_NAN -> ours instanceof Double d && d.isNaN();
        case ROUNDED_CONSTANT -> theirs instanceof Failure || !ours.equals(theirs);
      };
    }
  }

  /**
   * Lines of expressions. Where DuckDB writes one differently, its form stands behind {@code ##};
   * where it computes something else, the deviation stands behind {@code !!} and must occur.
   */
  private static void check(String lines) {
    List<String> differences = new ArrayList<>();
    for (String line : lines.lines().filter(l -> !l.isBlank()).toList()) {
      String[] rule = line.split("!!", 2);
      String[] forms = rule[0].split("##", 2);
      Deviation deviation = rule.length > 1 ? Deviation.valueOf(rule[1].strip()) : null;
      compare(forms[0].strip(), forms[forms.length - 1].strip(), deviation, differences);
    }
    assertThat(differences).as("seed=" + SEED).isEmpty();
  }

  private static void compare(
      String sql, String duckSql, Deviation deviation, List<String> differences) {
    RexNode plain = table.schema().expression(sql);
    RexNode simplified = table.schema().simplified(sql);
    CompiledExpression compiled = new CompiledExpression(table.schema(), plain);
    List<Object> expected = table.duckResults(duckSql, compiled.value().type());
    compare(sql, compiled, expected, deviation, differences);
    if (!simplified.toString().equals(plain.toString())) {
      CompiledExpression other = new CompiledExpression(table.schema(), simplified);
      compare(sql + " simplified to " + simplified, other, expected, null, differences);
    }
  }

  private static void compare(
      String sql,
      CompiledExpression compiled,
      List<Object> expected,
      Deviation deviation,
      List<String> differences) {
    int deviating = 0;
    for (int row = 0; row < table.size(); row++) {
      Object actual = evaluate(compiled, row);
      if (same(actual, expected.get(row))) {
        continue;
      }
      if (deviation != null && deviation.explains(actual, expected.get(row))) {
        deviating++;
      } else {
        differences.add(
            sql
                + ": ours="
                + actual
                + ", DuckDB="
                + expected.get(row)
                + ", row: "
                + table.describe(row, sql));
      }
    }
    if (deviation != null && deviating == 0) {
      differences.add(sql + ": does not deviate any more");
    }
  }

  private static Object evaluate(CompiledExpression compiled, int row) {
    try {
      Object result = compiled.evaluate(table.row(row));
      return result instanceof Long number ? BigDecimal.valueOf(number) : result;
    } catch (ArithmeticException | IllegalArgumentException e) {
      return new Failure(e.getMessage());
    }
  }

  private static boolean same(Object ours, Object theirs) {
    if (ours == null || theirs == null) {
      return ours == theirs;
    }
    if (ours instanceof Failure && theirs instanceof Failure) {
      return true;
    }
    if (ours instanceof BigDecimal a && theirs instanceof BigDecimal b) {
      return a.compareTo(b) == 0;
    }
    if (ours instanceof Number a && theirs instanceof Number b) {
      double x = a.doubleValue();
      double y = b.doubleValue();
      return x == y || (Double.isNaN(x) && Double.isNaN(y)) || Math.abs(x - y) <= 2 * Math.ulp(x);
    }
    return ours.equals(theirs);
  }

  @Test
  void shouldComputeIntegers() {
    check(
        """
        i + j
        i - j
        i * j
        ni + 1
        l + m
        l - m
        l * m
        i + l
        l * i
        nl + nl
        nl - 1
        -i
        -l
        +l
        ABS(i)
        ABS(l)
        SIGN(i)
        SIGN(l)
        """);
  }

  @Test
  void shouldDivideIntegers() {
    check(
        """
        i / 2 ## i // 2
        l / 3 ## l // 3
        i / j ## i // j
        i % 7
        l % 10
        MOD(i, 5)
        """);
  }

  @Test
  void shouldComputeDecimals() {
    check(
        """
        x + 1
        x + x
        x - 0.05
        nx + x
        x + z
        x - z
        z + z
        x + i
        x - ni
        y + 1
        y - y
        w + 1
        x * 2
        x * 100
        x * x ## CAST(x AS DECIMAL(24, 2)) * x
        x * z ## CAST(x AS DECIMAL(24, 2)) * z
        nx * nx ## CAST(nx AS DECIMAL(24, 2)) * nx
        z * z ## CAST(z AS DECIMAL(34, 4)) * z
        x * i ## CAST(x AS DECIMAL(22, 2)) * i
        -x
        -y
        -w
        ABS(x)
        ABS(y)
        SIGN(x)
        SIGN(y)
        FLOOR(x)
        CEIL(x)
        FLOOR(z)
        CEIL(z)
        FLOOR(y)
        CEIL(y)
        ROUND(x, 1) !! DECLARED_TYPE
        ROUND(x, 0) !! DECLARED_TYPE
        ROUND(z, 2) !! DECLARED_TYPE
        ROUND(y, 3) !! DECLARED_TYPE
        TRUNCATE(x, 1) ## trunc(x * 10) / 10
        x % 3
        x % 0.7
        z % 1.25
        y % 7
        x * (1 - 0.05)
        nx * (1 - x) * (1 + x) !! DUCKDB_FAILS
        """);
  }

  @Test
  void shouldComputeFloatingPoint() {
    check(
        """
        d + e
        d - e
        d * e
        d / e
        d / 0
        nd / 2
        -d
        r + r
        r * 2
        r / 3
        r + d
        d + i
        d * l
        d + x
        d - z
        ABS(d)
        ABS(r)
        FLOOR(d)
        CEIL(d)
        FLOOR(r)
        SIGN(d) !! SIGN_OF_NAN
        POWER(e, 2)
        SQRT(ABS(e)) ## sqrt(abs(e))
        EXP(e)
        ROUND(e)
        ROUND(e, 1)
        """);
  }

  @Test
  void shouldCompareNumbers() {
    check(
        """
        i = j
        i <> j
        i < l
        i <= m
        i > 2
        i >= -7
        3 > i
        i > 3000000000
        i < 2.5
        l = 5
        l > 1.5
        l <= 1e3
        l = 1.0
        x > 100
        x >= 100.005
        x = 2.5
        x = 2.505
        x <> 2.505
        x < i
        x > l
        x = z
        x < z
        z < y
        x = y
        y > w !! DUCKDB_FAILS
        y < 1.00000000001 !! ROUNDED_CONSTANT
        y >= 100
        y = 2.5
        w > 1.5
        w = 1
        w > l
        w <= i
        y < d
        x > d
        x = nd
        d > 1
        d >= 1.5
        d < 100
        d <= 0
        d = 0
        d <> 0.1
        d = e
        d < e
        d <= e
        d > e
        d >= e
        d <> e
        nd > d
        1.5 < d
        0 = d
        r > 1.5
        r = 1.5
        r < d
        r = d
        d = i
        i < d
        l < d
        r > l
        i BETWEEN 0 AND 7
        i NOT BETWEEN j AND 7
        x BETWEEN 0 AND 99.99
        x BETWEEN i AND l
        d BETWEEN 0 AND 2
        i IN (1, 2, 3)
        i NOT IN (1, 2, 3)
        i IN (1, NULL, 3)
        i NOT IN (1, NULL, 3)
        x IN (1, 2.5, 100)
        l IN (i, j, 5)
        d IN (1.5, 0.1)
        i IS DISTINCT FROM j
        i IS NOT DISTINCT FROM j
        x IS DISTINCT FROM z
        d IS NOT DISTINCT FROM e
        """);
  }

  @Test
  void shouldCompareTextTimesAndBooleans() {
    check(
        """
        s = v
        s <> v
        s < v
        s <= v
        s > v
        s >= 'a'
        s = 'abc'
        'abc' = s
        ns = 'open'
        ns <> v
        s BETWEEN 'A' AND 'b'
        s IN ('a', 'abc', '日本語')
        s NOT IN ('a', 'abc', NULL)
        s IS DISTINCT FROM v
        s IS NOT DISTINCT FROM ns
        b = c
        b <> c
        b < c
        b <= c
        b > nb
        b >= nb
        b = TRUE
        b <> FALSE
        dt = du
        dt < du
        dt >= DATE '2000-01-01'
        dt BETWEEN DATE '1970-01-01' AND DATE '2024-12-31'
        ts < tt
        ts = tt
        ts > TIMESTAMP '2000-01-01 00:00:00'
        nt <= ts
        ts > DATE '2000-01-01'
        dt < ts
        tm > TIME '12:00:00'
        """);
  }

  @Test
  void shouldKeepThreeValuedLogic() {
    check(
        """
        b AND c
        b OR c
        NOT b
        NOT (b AND c)
        NOT (b OR NOT c)
        b AND nb
        b OR nb
        nb AND NOT nb
        b AND c AND i > 0
        b OR c OR i > 0
        (b AND i > 0) OR (c AND j > 0)
        (b OR i > 0) AND (c OR j > 0)
        b IS TRUE
        b IS NOT TRUE
        b IS FALSE
        b IS NOT FALSE
        b IS UNKNOWN ## b IS NULL
        b IS NOT UNKNOWN ## b IS NOT NULL
        (b AND c) IS TRUE
        (b AND c) IS NOT FALSE
        (b OR c) IS FALSE
        (i > 0 OR s = 'a') IS TRUE
        (i > 0 AND s = 'a') IS FALSE
        i IS NULL
        i IS NOT NULL
        s || v IS NULL ## (s || v) IS NULL
        s IS NULL OR s = 'a'
        s IS NOT NULL AND s > 'a'
        i > 0 AND s LIKE 'a%' AND b
        i > 0 OR s LIKE 'a%' OR b
        i <> 0 AND l / i > 1 ## CASE WHEN i = 0 THEN FALSE ELSE l // i > 1 END
        i = 0 OR l / i > 1 ## CASE WHEN i = 0 THEN TRUE ELSE l // i > 1 END
        NOT (i = 0 OR l / i > 1) ## CASE WHEN i = 0 THEN FALSE ELSE NOT (l // i > 1) END
        (j <> 0 AND i % j = 0) OR b ## CASE WHEN j = 0 THEN FALSE ELSE i % j = 0 END OR b
        b = (c AND nb)
        (b AND c) = (b OR c)
        (i > 0) = (j > 0)
        b AND NULL
        b OR NULL
        b AND TRUE
        b OR FALSE
        """);
  }

  @Test
  void shouldChooseBranches() {
    check(
        """
        CASE WHEN i > 0 THEN 'pos' WHEN i < 0 THEN 'negative' ELSE 'zero or null' END
        CASE i WHEN 1 THEN 'one' WHEN 2 THEN 'two' END
        CASE WHEN i > 0 THEN i ELSE l END
        CASE WHEN b THEN x ELSE z END
        CASE WHEN b THEN x ELSE i END
        CASE WHEN b THEN 1 ELSE 2.5 END
        CASE WHEN b THEN d ELSE x END
        CASE WHEN b THEN y ELSE x END
        CASE WHEN b THEN s ELSE v END
        CASE WHEN b THEN NULL ELSE v END
        CASE WHEN b AND c THEN 1 WHEN b OR c THEN 2 ELSE 3 END
        CASE WHEN j = 0 THEN 0 ELSE i / j END ## CASE WHEN j = 0 THEN 0 ELSE i // j END
        CASE WHEN j <> 0 THEN i / j WHEN i IS NULL THEN -1 ELSE i % 5 END ## CASE WHEN j <> 0 THEN i // j WHEN i IS NULL THEN -1 ELSE i % 5 END
        CASE WHEN b THEN CASE WHEN c THEN 1 ELSE 2 END ELSE CASE WHEN c THEN 3 END END
        COALESCE(i, 0)
        COALESCE(i, j, 5)
        COALESCE(i, l)
        COALESCE(x, z, 1)
        COALESCE(s, v, 'none')
        COALESCE(d, e)
        COALESCE(b, c)
        COALESCE(y, x)
        COALESCE(dt, du)
        COALESCE(ts, nt)
        NULLIF(i, j)
        NULLIF(s, 'a')
        NULLIF(x, 1)
        NULLIF(d, e)
        CASE WHEN s = 'a' THEN b ELSE c END
        CASE WHEN b THEN dt ELSE du END
        """);
  }

  @Test
  void shouldCastNumbers() {
    check(
        """
        CAST(i AS BIGINT)
        CAST(l AS INTEGER)
        CAST(i AS DECIMAL(12, 2))
        CAST(i AS DECIMAL(5, 2))
        CAST(l AS DECIMAL(20, 1))
        CAST(l AS DECIMAL(18, 0))
        CAST(l AS DECIMAL(38, 10))
        CAST(x AS DECIMAL(12, 1))
        CAST(x AS DECIMAL(5, 2))
        CAST(x AS DECIMAL(30, 10))
        CAST(x AS INTEGER)
        CAST(x AS BIGINT)
        CAST(z AS DECIMAL(18, 2))
        CAST(z AS DECIMAL(16, 4))
        CAST(z AS BIGINT)
        CAST(y AS DECIMAL(18, 2))
        CAST(y AS DECIMAL(38, 2))
        CAST(y AS INTEGER)
        CAST(y AS BIGINT)
        CAST(w AS BIGINT)
        CAST(w AS DECIMAL(38, 8))
        CAST(i AS DOUBLE)
        CAST(l AS DOUBLE)
        CAST(l AS REAL)
        CAST(x AS DOUBLE)
        CAST(x AS REAL)
        CAST(z AS DOUBLE)
        CAST(y AS DOUBLE)
        CAST(r AS DOUBLE)
        CAST(d AS REAL)
        CAST(d AS INTEGER) !! HALF_AWAY_FROM_ZERO
        CAST(d AS BIGINT) !! HALF_AWAY_FROM_ZERO
        CAST(r AS INTEGER)
        CAST(e AS DECIMAL(10, 2))
        CAST(d AS DECIMAL(18, 3))
        CAST(d AS DECIMAL(38, 5))
        CAST(r AS DECIMAL(10, 3))
        CAST(2.5 AS INTEGER)
        CAST(-2.5 AS INTEGER)
        CAST(100 AS DECIMAL(10, 4))
        """);
  }

  @Test
  void shouldCastText() {
    check(
        """
        CAST(s AS INTEGER) !! WHOLE_NUMBERS_ONLY
        CAST(s AS BIGINT) !! WHOLE_NUMBERS_ONLY
        CAST(s AS DECIMAL(10, 2))
        CAST(s AS DECIMAL(30, 4))
        CAST(s AS DOUBLE)
        CAST(s AS REAL)
        CAST(s AS BOOLEAN)
        CAST(s AS DATE)
        CAST(i AS VARCHAR)
        CAST(l AS VARCHAR)
        CAST(x AS VARCHAR)
        CAST(y AS VARCHAR)
        CAST(w AS VARCHAR)
        CAST(b AS VARCHAR)
        CAST(dt AS VARCHAR)
        CAST('42' AS INTEGER)
        CAST('2024-02-29' AS DATE)
        CAST('2024-02-29 01:02:03.5' AS TIMESTAMP)
        CAST('12.345' AS DECIMAL(10, 2))
        CAST(12.5 AS VARCHAR)
        SAFE_CAST(s AS INTEGER) ## TRY_CAST(s AS INTEGER) !! WHOLE_NUMBERS_ONLY
        SAFE_CAST(s AS DECIMAL(30, 4)) ## TRY_CAST(s AS DECIMAL(30, 4))
        TRY_CAST(l AS INTEGER)
        SAFE_CAST(s AS DATE) ## TRY_CAST(s AS DATE)
        SAFE_CAST(l AS INTEGER) ## TRY_CAST(l AS INTEGER)
        """);
  }

  @Test
  void shouldCastTimes() {
    check(
        """
        CAST(ts AS DATE)
        CAST(ts AS TIME(6)) ## CAST(ts AS TIME)
        CAST(dt AS TIMESTAMP)
        CAST(ts AS TIMESTAMP(3)) ## date_trunc('milliseconds', ts)
        CAST(ts AS TIMESTAMP(0)) ## date_trunc('second', ts)
        CAST(nt AS DATE)
        """);
  }

  @Test
  void shouldComputeText() {
    check(
        """
        s LIKE 'a%'
        s LIKE '%c'
        s LIKE '%b%'
        s LIKE '_'
        s LIKE '__c'
        s LIKE 'a!%b!_c' ESCAPE '!'
        s NOT LIKE '%a%'
        s LIKE ''
        s LIKE '%'
        s LIKE 'x%x'
        s LIKE '日%'
        ns LIKE 'o%'
        UPPER(s)
        LOWER(s)
        UPPER(ns) || '-' || LOWER(ns)
        CHAR_LENGTH(s) ## length(s)
        SUBSTRING(s FROM 2) ## substring(s, 2)
        SUBSTRING(s FROM 2 FOR 2) ## substring(s, 2, 2)
        SUBSTRING(s FROM 1 FOR 1) ## substring(s, 1, 1)
        SUBSTRING(s, 3, 10)
        TRIM(s)
        TRIM(LEADING FROM s) ## ltrim(s)
        TRIM(TRAILING ' ' FROM s) ## rtrim(s)
        TRIM(BOTH 'x' FROM s) ## trim(s, 'x')
        TRIM(LEADING 'a' FROM s) ## ltrim(s, 'a')
        s || v
        s || 'x' || v
        s || i
        POSITION('b' IN s)
        POSITION(v IN s)
        UPPER(s) = UPPER(v)
        SUBSTRING(s FROM 2) || UPPER(v) || s ## substring(s, 2) || upper(v) || s
        CAST(s AS VARCHAR(3)) ## s[:3]
        CAST(i AS VARCHAR(3)) ## CAST(i AS VARCHAR)[:3]
        CASE WHEN s LIKE 'a%' THEN s || '!' ELSE LOWER(v) END
        """);
  }

  @Test
  void shouldComputeDatesAndTimes() {
    check(
        """
        ts + INTERVAL '1' HOUR
        ts - INTERVAL '1 02:03:04.567' DAY TO SECOND ## ts - INTERVAL '1 day 02:03:04.567'
        ts + INTERVAL '1' MONTH
        ts - INTERVAL '13' MONTH
        ts + INTERVAL '1' YEAR
        dt + INTERVAL '1' DAY
        dt - INTERVAL '40' DAY
        dt + INTERVAL '1' MONTH
        dt - INTERVAL '1-1' YEAR TO MONTH ## dt - INTERVAL 13 MONTH
        du + INTERVAL '12' MONTH
        tm + INTERVAL '90' MINUTE
        tm - INTERVAL '7' HOUR
        TIMESTAMPADD(DAY, j, nt) ## CASE WHEN abs(j) > 1000 THEN error('x') ELSE nt + INTERVAL (j) DAY END
        TIMESTAMPDIFF(SECOND, tt, ts) ## CAST(trunc((epoch_us(ts) - epoch_us(tt)) / 1e6) AS BIGINT) !! DECLARED_TYPE
        TIMESTAMPDIFF(DAY, tt, ts) ## CAST(trunc((epoch_us(ts) - epoch_us(tt)) / 86400e6) AS BIGINT)
        TIMESTAMPDIFF(MONTH, tt, ts) ## datesub('month', tt, ts)
        EXTRACT(YEAR FROM ts)
        EXTRACT(QUARTER FROM ts)
        EXTRACT(MONTH FROM ts)
        EXTRACT(WEEK FROM ts)
        EXTRACT(ISOYEAR FROM ts)
        EXTRACT(DAY FROM ts)
        EXTRACT(DOY FROM ts)
        EXTRACT(ISODOW FROM ts)
        EXTRACT(DOW FROM ts) ## extract(dow FROM ts) + 1
        EXTRACT(HOUR FROM ts)
        EXTRACT(MINUTE FROM ts)
        EXTRACT(SECOND FROM ts)
        EXTRACT(MILLISECOND FROM ts)
        EXTRACT(MICROSECOND FROM ts)
        EXTRACT(EPOCH FROM ts) ## floor(extract(epoch FROM ts))
        EXTRACT(DECADE FROM ts)
        EXTRACT(CENTURY FROM ts)
        EXTRACT(MILLENNIUM FROM ts)
        EXTRACT(YEAR FROM dt)
        EXTRACT(WEEK FROM dt)
        EXTRACT(ISOYEAR FROM dt)
        EXTRACT(DOY FROM dt)
        EXTRACT(MONTH FROM dt)
        EXTRACT(DAY FROM dt)
        EXTRACT(HOUR FROM tm)
        EXTRACT(SECOND FROM tm)
        YEAR(dt)
        MONTH(ts)
        FLOOR(ts TO YEAR) ## date_trunc('year', ts)
        FLOOR(ts TO QUARTER) ## date_trunc('quarter', ts)
        FLOOR(ts TO MONTH) ## date_trunc('month', ts)
        FLOOR(ts TO WEEK) ## date_trunc('week', ts)
        FLOOR(ts TO DAY) ## date_trunc('day', ts)
        FLOOR(ts TO HOUR) ## date_trunc('hour', ts)
        FLOOR(ts TO MINUTE) ## date_trunc('minute', ts)
        FLOOR(ts TO SECOND) ## date_trunc('second', ts)
        FLOOR(dt TO MONTH) ## date_trunc('month', dt)
        FLOOR(dt TO WEEK) ## date_trunc('week', dt)
        CEIL(ts TO HOUR) ## CASE WHEN ts = date_trunc('hour', ts) THEN ts ELSE date_trunc('hour', ts) + INTERVAL 1 HOUR END
        CEIL(ts TO MONTH) ## CASE WHEN ts = date_trunc('month', ts) THEN ts ELSE date_trunc('month', ts) + INTERVAL 1 MONTH END
        CEIL(dt TO YEAR) ## CASE WHEN dt = date_trunc('year', dt) THEN dt ELSE date_trunc('year', dt) + INTERVAL 1 YEAR END
        (ts - tt) DAY > INTERVAL '1' DAY ## epoch_us(ts) - epoch_us(tt) > 86400000000
        (dt - du) DAY > INTERVAL '10' DAY ## dt - du > 10 !! INTERVAL_RANGE
        ts + (tt - nt) SECOND ## make_timestamp(epoch_us(ts) + epoch_us(tt) - epoch_us(nt))
        ts + 2 * INTERVAL '1' DAY ## ts + INTERVAL 2 DAY
        ts + INTERVAL '3' HOUR / 2 ## ts + INTERVAL 90 MINUTE
        CAST(ts AS DATE) = dt
        """);
  }
}
