package io.millrace.sql.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledStatement.CreateStream;
import io.millrace.query.SqlException;
import io.millrace.sql.SqlCompiler;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Numbers and times come out of the generated code as they were written, whatever their size. The
 * same again: {@code mvn test -Dtest=LiteralValueTest -Dliteral.seed=123}.
 */
class LiteralValueTest {
  private static final int QUERIES = Integer.getInteger("literal.rounds", 20);
  private static final int LITERALS = 12;
  private static final String STREAM =
      "CREATE STREAM s (i BIGINT NOT NULL, b VARCHAR, d DOUBLE, t TIMESTAMP(3) NOT NULL)";

  /** A literal and the value that comes out, as text. */
  private record Written(String sql, String value) {}

  @Test
  void shouldPutOutNumbersAndTimesAsTheyAreWritten() {
    long seed = Long.getLong("literal.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    for (int query = 0; query < QUERIES; query++) {
      List<Written> literals = new ArrayList<>();
      List<String> items = new ArrayList<>();
      for (int i = 0; i < LITERALS; i++) {
        literals.add(literal(random));
        items.add(literals.get(i).sql + " AS c" + i);
      }
      String sql = "SELECT " + String.join(", ", items) + " FROM s";
      String about = "seed=" + seed + ", sql=" + sql;
      List<String> row = run(sql, about).get(0);
      for (int i = 0; i < LITERALS; i++) {
        assertThat(row.get(i)).as(literals.get(i) + ", " + about).isEqualTo(literals.get(i).value);
      }
    }
  }

  private static List<List<String>> run(String sql, String about) {
    try {
      Catalog catalog = new Catalog();
      catalog.add(((CreateStream) new SqlCompiler().open(STREAM, "x").next(catalog)).definition());
      CompiledQuery query = (CompiledQuery) new SqlCompiler().open(sql, "x").next(catalog);
      return EngineRun.of(query, EngineRun.rows(query, List.of("x")));
    } catch (SqlException e) {
      throw new AssertionError(about, e);
    }
  }

  private static Written literal(SplittableRandom random) {
    return switch (random.nextInt(7)) {
      case 0 -> decimal(random, 38);
      case 1 -> decimal(random, 19);
      case 2 -> integer(random);
      case 3 -> floating(random);
      case 4 -> timestamp(random);
      case 5 -> date(random);
      default -> interval(random);
    };
  }

  private static Written decimal(SplittableRandom random, int digits) {
    int length = 1 + random.nextInt(digits);
    StringBuilder text = new StringBuilder(Integer.toString(1 + random.nextInt(9)));
    for (int i = 1; i < length; i++) {
      text.append(random.nextInt(4) == 0 ? 0 : random.nextInt(10));
    }
    BigDecimal value = new BigDecimal(new BigInteger(text.toString()), random.nextInt(length));
    String plain = value.toPlainString();
    return random.nextBoolean() ? new Written(plain, plain) : new Written("-" + plain, "-" + plain);
  }

  private static Written integer(SplittableRandom random) {
    long[] special = {
      0, 1, Integer.MAX_VALUE, Integer.MAX_VALUE + 1L, Long.MAX_VALUE, 127, 128, 1L << 53
    };
    long value =
        random.nextBoolean()
            ? special[random.nextInt(special.length)]
            : random.nextLong() >>> 1 + random.nextInt(62);
    return new Written(Long.toString(value), Long.toString(value));
  }

  private static Written floating(SplittableRandom random) {
    double value = Double.longBitsToDouble(random.nextLong());
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      value = Double.MIN_VALUE;
    }
    String text = new BigDecimal(Math.abs(value)).round(new java.math.MathContext(17)).toString();
    String sql = text.contains("E") ? text : text + "E0";
    return new Written("CAST(CAST(" + sql + " AS DOUBLE) = " + sql + " AS VARCHAR)", "true");
  }

  private static Written timestamp(SplittableRandom random) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
                random.nextLong(-9_200_000_000L, 9_200_000_000L), 0, ZoneOffset.UTC)
            .plusNanos(1_000_000L * random.nextInt(1000));
    String sql = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").format(time);
    return new Written(
        "EXTRACT(EPOCH FROM TIMESTAMP '" + sql + "')",
        Long.toString(time.toEpochSecond(ZoneOffset.UTC)));
  }

  private static Written date(SplittableRandom random) {
    String date =
        LocalDateTime.ofEpochSecond(
                random.nextLong(-60_000_000_000L, 200_000_000_000L), 0, ZoneOffset.UTC)
            .toLocalDate()
            .toString();
    return new Written("DATE '" + date + "'", date);
  }

  private static Written interval(SplittableRandom random) {
    int seconds = random.nextInt(60);
    int minutes = random.nextInt(1, 99);
    String text = String.format("%d:%02d", minutes, seconds);
    return new Written(
        "TIMESTAMPDIFF(SECOND, TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-01-01 00:00:00' +"
            + " INTERVAL '"
            + text
            + "' MINUTE TO SECOND)",
        Integer.toString(60 * minutes + seconds));
  }
}
