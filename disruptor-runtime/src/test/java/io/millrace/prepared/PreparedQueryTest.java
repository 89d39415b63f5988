package io.millrace.prepared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.memory.MemoryBudget;
import io.millrace.output.Row;
import io.millrace.output.RowSubscriber;
import io.millrace.output.Subscriber;
import io.millrace.publish.StreamPublisher;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledStatement;
import io.millrace.query.Parameter;
import io.millrace.query.SqlException;
import io.millrace.query.SqlPosition;
import io.millrace.sql.SqlCompiler;
import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreparedQueryTest {
  private static final String DDL =
      "CREATE STREAM trades (symbol VARCHAR, price DECIMAL(12, 2), quantity BIGINT, day DATE,"
          + " at TIMESTAMP(3), WATERMARK FOR at AS at - INTERVAL '0' SECOND)";

  private static CompiledQuery compile(String sql) {
    Catalog catalog = new Catalog();
    catalog.add(
        ((CompiledStatement.CreateStream) new SqlCompiler().open(DDL, "test").next(catalog))
            .definition());
    return (CompiledQuery) new SqlCompiler().open(sql, "test").next(catalog);
  }

  private static void publish(Millrace engine) {
    try (StreamPublisher trades = engine.publisher("trades")) {
      for (int i = 0; i < 20; i++) {
        trades.row().setString(0, i % 2 == 0 ? "A" : "B").setLong(1, i * 100L).setLong(2, i);
        trades.row().setInt(3, i).setLong(4, i * 1_000_000_000L).end();
      }
    }
  }

  private static List<String> run(String sql, Object... values) {
    List<String> rows = new ArrayList<>();
    try (Millrace engine = Millrace.start()) {
      engine.execute(DDL);
      Subscriber subscriber = collect(rows);
      if (values.length == 0) {
        engine.subscribe(sql, Delivery.ORDERED, subscriber);
      } else {
        engine.prepare(sql).subscribe(Delivery.ORDERED, subscriber, values);
      }
      publish(engine);
    }
    return rows;
  }

  private static Subscriber collect(List<String> rows) {
    return (batch, partition, sequence) -> {
      Row row = new Row();
      for (int i = 0; i < batch.rowCount(); i++) {
        row.wrap(batch, i);
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
          text.append(row.isNull(column) ? "NULL" : value(batch, row, column)).append(',');
        }
        rows.add(text.toString());
      }
    };
  }

  private static String value(RecordBatch batch, Row row, int column) {
    TypeKind kind = batch.schema().column(column).type().kind();
    return switch (kind) {
      case VARCHAR -> row.getString(column);
      case DECIMAL -> row.getBigDecimal(column).stripTrailingZeros().toPlainString();
      case INTEGER -> String.valueOf(row.getInt(column));
      default -> String.valueOf(row.getLong(column));
    };
  }

  @Test
  void shouldGiveTheRowsOfItsValuesWhenItIsStartedTwice() {
    List<String> dear = new ArrayList<>();
    List<String> cheap = new ArrayList<>();
    // example: prepared
    try (Millrace engine = Millrace.start()) {
      engine.execute("CREATE STREAM trades (symbol VARCHAR, price DECIMAL(12, 2))");
      PreparedQuery prepared =
          engine.prepare("SELECT symbol, price FROM trades WHERE symbol = ? AND price > ?");
      RowSubscriber first = row -> dear.add(row.getString(0) + " " + row.getBigDecimal(1));
      RowSubscriber second = row -> cheap.add(row.getString(0) + " " + row.getBigDecimal(1));
      prepared.subscribe(Delivery.ORDERED, first.toSubscriber(), "ACME", new BigDecimal("99.50"));
      prepared.subscribe(Delivery.ORDERED, second.toSubscriber(), "INIT", 1);
      StreamPublisher trades = engine.publisher("trades");
      trades.row().setString(0, "ACME").setLong(1, 99_50).end();
      trades.row().setString(0, "ACME").setLong(1, 99_51).end();
      trades.row().setString(0, "INIT").setLong(1, 1_01).end();
    }
    // end of example
    assertThat(dear).containsExactly("ACME 99.51");
    assertThat(cheap).containsExactly("INIT 1.01");
  }

  @Test
  void shouldStandInTheDocumentationWordForWord() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/io/millrace/prepared", "PreparedQueryTest.java"));
    int begin = source.indexOf('\n', source.indexOf("// example: prepared")) + 1;
    int end = source.lastIndexOf('\n', source.indexOf("// end of example"));
    assertThat(Files.readString(Path.of("..", "docs", "embedding.md")))
        .contains("```java\n" + source.substring(begin, end).stripIndent() + "\n```");
  }

  @Test
  void shouldGiveWhatLiteralsGiveWhereverAParameterStands() {
    assertThat(
            run(
                "SELECT quantity FROM trades WHERE symbol = ? AND price BETWEEN ? AND ?",
                "A",
                3,
                9))
        .isNotEmpty()
        .isEqualTo(run("SELECT quantity FROM trades WHERE symbol = 'A' AND price BETWEEN 3 AND 9"));
    assertThat(run("SELECT CAST(? AS VARCHAR) || symbol, quantity + ? FROM trades", "x-", 7L))
        .isNotEmpty()
        .isEqualTo(run("SELECT 'x-' || symbol, quantity + 7 FROM trades"));
    assertThat(
            run(
                "SELECT CASE WHEN price > ? THEN symbol ELSE 'low' END FROM trades WHERE quantity IN (?, ?)",
                4,
                3L,
                6L))
        .isNotEmpty()
        .isEqualTo(
            run(
                "SELECT CASE WHEN price > 4 THEN symbol ELSE 'low' END FROM trades WHERE quantity IN (3, 6)"));
    assertThat(
            run(
                "SELECT symbol, SUM(price * ?) FROM trades WHERE day > ? AND at <= ? GROUP BY symbol HAVING COUNT(*) > ?",
                2,
                LocalDate.ofEpochDay(3),
                Instant.ofEpochSecond(15),
                2L))
        .isNotEmpty()
        .isEqualTo(
            run(
                "SELECT symbol, SUM(price * 2.00) FROM trades WHERE day > DATE '1970-01-04' AND at <= TIMESTAMP '1970-01-01 00:00:15' GROUP BY symbol HAVING COUNT(*) > 2"));
  }

  @Test
  void shouldTellItsParametersWhenItIsPrepared() {
    try (Millrace engine = Millrace.start()) {
      engine.execute(DDL);
      PreparedQuery prepared =
          engine.prepare("SELECT symbol FROM trades WHERE symbol = ? AND price > ?");
      assertThat(prepared.parameters())
          .containsExactly(
              new Parameter(1, DataType.of(TypeKind.VARCHAR), new SqlPosition(1, 42, 1, 42)),
              new Parameter(2, DataType.decimal(12, 2), new SqlPosition(1, 56, 1, 56)));
    }
  }

  @Test
  void shouldShowParametersByNumberWhenItIsExplained() {
    assertThat(
            compile("SELECT quantity FROM trades WHERE symbol = ? OR symbol = 'a?0' OR price > ?")
                .plan())
        .contains("?1")
        .contains("?2")
        .contains("'a?0'")
        .contains("Parameters ?1 VARCHAR, ?2 DECIMAL(12, 2)");
    assertThat(compile("SELECT quantity FROM trades WHERE quantity > ?").code())
        .contains("private final long parameter1;");
  }

  @Test
  void shouldNameTheParameterWhenAValueIsWrong() {
    CompiledQuery query = compile("SELECT quantity FROM trades WHERE symbol = ? AND price > ?");
    assertThatThrownBy(() -> query.bind("A"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "wrong number of values: given=1, parameters=[?1 VARCHAR, ?2 DECIMAL(12, 2)]; give one"
                + " value for each parameter");
    assertThatThrownBy(() -> query.bind("A", "12"))
        .hasMessage(
            "wrong type of value for a parameter: number=2, type=DECIMAL(12, 2), value=12,"
                + " class=java.lang.String; give a BigDecimal, BigInteger, Integer or Long");
    assertThatThrownBy(() -> query.bind(null, 1))
        .hasMessage(
            "NULL for a parameter: number=1, type=VARCHAR; write IS NULL in the query instead");
    assertThatThrownBy(() -> query.bind("A", new BigDecimal("1.005")))
        .hasMessage(
            "value does not fit its parameter: number=2, type=DECIMAL(12, 2), value=1.005; give a"
                + " value of this type, or write CAST(? AS …) with a wider one");
  }

  @Test
  void shouldRefuseWithThePlaceWhenAParameterCannotStandThere() {
    refused(
        "SELECT symbol, ? FROM trades",
        16,
        "type of a parameter is not known: parameter=?;"
            + " write CAST(? AS …) with the type of its values");
    refused(
        "SELECT COUNT(*) FROM trades GROUP BY quantity + ?",
        49,
        "parameter in a key: number=1; a key says where rows go and is the same for all values:"
            + " write a literal or a column");
    refused(
        "SELECT k, COUNT(*) FROM (SELECT quantity + ? AS k FROM trades) GROUP BY k",
        44,
        "parameter in a key: number=1; a key says where rows go and is the same for all values:"
            + " write a literal or a column");
  }

  private static void refused(String sql, int column, String message) {
    assertThatThrownBy(() -> compile(sql))
        .isInstanceOfSatisfying(
            SqlException.class,
            e -> assertThat(e.position()).isEqualTo(new SqlPosition(1, column, 1, column)))
        .hasMessage(message);
  }

  @Test
  void shouldRefuseToStartWhenNothingIsBound() {
    try (Millrace engine = Millrace.start()) {
      engine.execute(DDL);
      assertThatThrownBy(
              () ->
                  engine.subscribe(
                      "SELECT price FROM trades WHERE price > ?",
                      Delivery.ORDERED,
                      collect(new ArrayList<>())))
          .isInstanceOfSatisfying(
              SqlException.class,
              e -> assertThat(e.position()).isEqualTo(new SqlPosition(1, 40, 1, 40)))
          .hasMessage(
              "query has parameters: parameters=[?1 DECIMAL(12, 2)]; prepare it with"
                  + " Millrace.prepare and bind a value to each, or write literals");
    }
  }

  @Test
  void shouldMakeEnginesOfOneClassWhenValuesAreBound() {
    CompiledQuery query = compile("SELECT quantity FROM trades WHERE price > ?");
    EngineContext context =
        new EngineContext(
            new MemoryBudget("test", 1 << 20), 8, rows -> rows, (b, r, why) -> {}, null);
    assertThat(query.bind(1).factory().create(context).getClass())
        .isSameAs(query.bind(2).factory().create(context).getClass());
  }

  @Test
  void shouldLoadNoClassWhenAThousandAreStarted() {
    try (Millrace engine = Millrace.start()) {
      engine.execute(DDL);
      PreparedQuery prepared = engine.prepare("SELECT price FROM trades WHERE quantity = ?");
      Subscriber nobody = (rows, partition, sequence) -> {};
      for (long i = 0; i < 10; i++) {
        prepared.subscribe(Delivery.PARTITION, nobody, i);
      }
      engine.drain();
      long before = loadedClasses();
      for (long i = 0; i < 1_000; i++) {
        prepared.subscribe(Delivery.PARTITION, nobody, i);
      }
      engine.drain();
      assertThat(loadedClasses() - before).isLessThan(100);
    }
  }

  private static long loadedClasses() {
    return ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
  }

  /** What a query of a symbol's quantities puts out. */
  public record Quantity(String symbol, long quantity) {}

  @Test
  void shouldHandOutRecordsWhenAskedFor() {
    List<Quantity> seen = new ArrayList<>();
    try (Millrace engine = Millrace.start()) {
      engine.execute(DDL);
      PreparedQuery prepared =
          engine.prepare("SELECT symbol, quantity FROM trades WHERE symbol = ? AND quantity > ?");
      prepared.subscribe(Quantity.class, seen::add, "A", 16);
      prepared.subscribe(Quantity.class, seen::add, "B", 18);
      publish(engine);
    }
    assertThat(seen).containsExactly(new Quantity("A", 18), new Quantity("B", 19));
  }

  @Test
  void shouldRefuseRecordsWhenQueryTakesRowsBack() {
    try (Millrace engine = Millrace.start()) {
      engine.execute(DDL);
      PreparedQuery prepared =
          engine.prepare(
              "SELECT symbol, SUM(quantity) AS quantity FROM trades GROUP BY symbol"
                  + " HAVING SUM(quantity) < ? EMIT CHANGES");
      assertThatThrownBy(() -> prepared.subscribe(Quantity.class, row -> {}, 5))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("takes rows back");
    }
  }
}
