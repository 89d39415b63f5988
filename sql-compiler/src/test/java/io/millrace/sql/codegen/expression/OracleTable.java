package io.millrace.sql.codegen.expression;

import io.millrace.type.DataType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** One table of awkward values, in DuckDB and as rows for compiled expressions. */
final class OracleTable implements AutoCloseable {
  private static final int ROWS = 72;
  private static final String NULL = "<null>";

  /** A column: name, our type, DuckDB's type, values as text. */
  private record Column(String name, String type, String duckType, String... values) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column(
              "i",
              "INTEGER",
              "INTEGER",
              NULL,
              "0",
              "1",
              "-1",
              "2",
              "7",
              "-7",
              "100",
              "2147483647",
              "-2147483648"),
          new Column("j", "INTEGER", "INTEGER", NULL, "0", "1", "3", "-3", "2", "2147483647"),
          new Column("ni", "INTEGER NOT NULL", "INTEGER", "0", "1", "-5", "12", "2147483647"),
          new Column(
              "l",
              "BIGINT",
              "BIGINT",
              NULL,
              "0",
              "1",
              "-1",
              "5",
              "10000000000",
              "9223372036854775807",
              "-9223372036854775808",
              "3",
              "999999999999999999"),
          new Column("m", "BIGINT", "BIGINT", NULL, "0", "1", "-1", "2", "-4", "4294967296"),
          new Column(
              "nl", "BIGINT NOT NULL", "BIGINT", "0", "1", "-2", "77", "9223372036854775807"),
          new Column(
              "x",
              "DECIMAL(12, 2)",
              "DECIMAL(12, 2)",
              NULL,
              "0.00",
              "0.01",
              "-0.01",
              "1.00",
              "100.00",
              "99.99",
              "-100.05",
              "9999999999.99",
              "-9999999999.99",
              "2.50",
              "-2.50",
              "0.05"),
          new Column(
              "nx",
              "DECIMAL(12, 2) NOT NULL",
              "DECIMAL(12, 2)",
              "0.00",
              "1.50",
              "-3.25",
              "100.00",
              "1234567890.12"),
          new Column(
              "z",
              "DECIMAL(18, 4)",
              "DECIMAL(18, 4)",
              NULL,
              "0.0000",
              "1.0000",
              "0.0001",
              "-0.0001",
              "99999999999999.9999",
              "-99999999999999.9999",
              "100.0000",
              "2.5000",
              "12.3456"),
          new Column(
              "y",
              "DECIMAL(38, 10)",
              "DECIMAL(38, 10)",
              NULL,
              "0.0000000000",
              "1.0000000000",
              "-1.5000000000",
              "0.0000000001",
              "1234567890123456789.0123456789",
              "9999999999999999999999999999.9999999999",
              "-9999999999999999999999999999.9999999999",
              "100.0000000000",
              "2.5000000000"),
          new Column(
              "w",
              "DECIMAL(30, 0)",
              "DECIMAL(30, 0)",
              NULL,
              "0",
              "1",
              "-3",
              "999999999999999999999999999999",
              "12345678901234567890"),
          new Column(
              "r",
              "REAL",
              "REAL",
              NULL,
              "0.0",
              "-0.0",
              "1.5",
              "-2.25",
              "0.1",
              "3.4028235E38",
              "NaN",
              "Infinity",
              "-Infinity",
              "16777217"),
          new Column(
              "d",
              "DOUBLE",
              "DOUBLE",
              NULL,
              "0.0",
              "-0.0",
              "1.5",
              "-2.5",
              "0.1",
              "100",
              "1e300",
              "-1e300",
              "NaN",
              "Infinity",
              "-Infinity",
              "4.9E-324",
              "0.49999999999999994",
              "2147483647.4",
              "9007199254740993"),
          new Column(
              "e", "DOUBLE", "DOUBLE", NULL, "0.0", "2.0", "NaN", "-Infinity", "3.25", "1.5"),
          new Column("nd", "DOUBLE NOT NULL", "DOUBLE", "0.0", "1.0", "-7.5", "NaN", "1e10"),
          new Column(
              "s",
              "VARCHAR",
              "VARCHAR",
              NULL,
              "",
              "a",
              "abc",
              "ABC",
              "Abc def",
              "  pad  ",
              "über",
              "日本語",
              "a%b_c",
              "xxyxx",
              "😀!",
              "aab",
              "12",
              "-3.5",
              "true",
              "2024-02-29"),
          new Column("v", "VARCHAR", "VARCHAR", NULL, "", "a", "b", "abc", "c", "日", "zz"),
          new Column("ns", "VARCHAR(8) NOT NULL", "VARCHAR", "", "open", "closed", "öl", "x"),
          new Column("b", "BOOLEAN", "BOOLEAN", NULL, "true", "false"),
          new Column("c", "BOOLEAN", "BOOLEAN", NULL, "false", "true", "true"),
          new Column("nb", "BOOLEAN NOT NULL", "BOOLEAN", "true", "false"),
          new Column(
              "dt",
              "DATE",
              "DATE",
              NULL,
              "1970-01-01",
              "1969-12-31",
              "2024-02-29",
              "2000-01-01",
              "1900-03-01",
              "2023-12-31",
              "2021-01-03",
              "2400-02-29",
              "1677-09-22"),
          new Column("du", "DATE", "DATE", NULL, "2024-01-31", "1999-12-31", "2020-02-29"),
          new Column(
              "tm",
              "TIME(6)",
              "TIME",
              NULL,
              "00:00:00",
              "23:59:59.999999",
              "12:34:56.789",
              "06:00:00"),
          new Column(
              "ts",
              "TIMESTAMP(6)",
              "TIMESTAMP",
              NULL,
              "1970-01-01 00:00:00",
              "1969-12-31 23:59:59.999999",
              "2024-02-29 12:34:56.789012",
              "2024-01-31 00:00:00",
              "1900-01-01 01:02:03",
              "2100-12-31 23:59:59",
              "2000-06-15 18:00:00.5",
              "2021-01-03 00:00:00"),
          new Column(
              "tt",
              "TIMESTAMP(6)",
              "TIMESTAMP",
              NULL,
              "1970-01-01 00:00:00.000001",
              "2023-11-30 10:00:00",
              "2024-02-29 12:34:56.789012"),
          new Column(
              "nt",
              "TIMESTAMP(6) NOT NULL",
              "TIMESTAMP",
              "2024-05-05 05:05:05.5",
              "1969-01-01 00:00:00",
              "1999-12-31 23:59:59.999999"));

  private final SqlExpressions schema =
      new SqlExpressions(COLUMNS.stream().map(c -> c.name() + " " + c.type()).toList());
  private final List<DataType> types;
  private final List<String[]> texts = new ArrayList<>();
  private final List<Object[]> rows = new ArrayList<>();
  private final Connection connection;

  /** The first rows go through the values of each column, the others choose at random. */
  OracleTable(long seed) throws SQLException {
    types = schema.rowType().getFieldList().stream().map(f -> SqlTypes.of(f.getType())).toList();
    SplittableRandom random = new SplittableRandom(seed);
    for (int row = 0; row < ROWS; row++) {
      String[] text = new String[COLUMNS.size()];
      Object[] values = new Object[text.length];
      for (int i = 0; i < text.length; i++) {
        String[] choices = COLUMNS.get(i).values();
        text[i] = choices[row < 18 ? row % choices.length : random.nextInt(choices.length)];
        Object value = text[i].equals(NULL) ? null : parse(text[i], types.get(i));
        values[i] = CompiledExpression.toStorage(value, types.get(i));
      }
      texts.add(text);
      rows.add(values);
    }
    connection = DriverManager.getConnection("jdbc:duckdb:");
    load();
  }

  private static Object parse(String text, DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> Boolean.valueOf(text);
      case INTEGER, BIGINT, DECIMAL -> new BigDecimal(text);
      case REAL -> Float.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case DATE -> LocalDate.parse(text).toEpochDay();
      case TIME -> LocalTime.parse(text).toNanoOfDay();
      case TIMESTAMP -> nanos(LocalDateTime.parse(text.replace(' ', 'T')));
      default -> text;
    };
  }

  private static long nanos(LocalDateTime time) {
    return Math.addExact(
        Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), 1_000_000_000L), time.getNano());
  }

  private void load() throws SQLException {
    StringBuilder create = new StringBuilder("CREATE TABLE t (id INTEGER");
    StringBuilder insert = new StringBuilder("INSERT INTO t VALUES (?");
    for (Column column : COLUMNS) {
      create.append(", ").append(column.name()).append(' ').append(column.duckType());
      insert.append(", CAST(? AS ").append(column.duckType()).append(')');
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(create + ")");
    }
    try (PreparedStatement statement = connection.prepareStatement(insert + ")")) {
      for (int row = 0; row < rows.size(); row++) {
        statement.setInt(1, row);
        for (int i = 0; i < COLUMNS.size(); i++) {
          String text = texts.get(row)[i];
          statement.setString(i + 2, text.equals(NULL) ? null : text);
        }
        statement.execute();
      }
    }
  }

  SqlExpressions schema() {
    return schema;
  }

  int size() {
    return rows.size();
  }

  Object[] row(int index) {
    return rows.get(index);
  }

  /** The values of the columns that an expression names. */
  String describe(int index, String sql) {
    List<String> names = List.of(sql.split("[^a-z]+", -1));
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < COLUMNS.size(); i++) {
      if (names.contains(COLUMNS.get(i).name())) {
        out.append(COLUMNS.get(i).name()).append('=').append(texts.get(index)[i]).append(' ');
      }
    }
    return out.toString();
  }

  /** What stands for a failed evaluation. */
  record Failure(String message) {
    @Override
    public String toString() {
      return "failure: " + message.lines().findFirst().orElse("");
    }
  }

  /** DuckDB's results for all rows, normalised as {@link CompiledExpression#evaluate} has them. */
  List<Object> duckResults(String sql, DataType type) {
    String wrapped = wrapped(sql, type);
    Object[] results = new Object[size()];
    String all = "SELECT id, " + wrapped + " FROM t";
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(all)) {
      while (result.next()) {
        results[result.getInt(1)] = normal(result.getObject(2));
      }
    } catch (SQLException e) {
      for (int row = 0; row < results.length; row++) {
        results[row] = duckResult(all + " WHERE id = " + row);
      }
    }
    return Arrays.asList(results);
  }

  private Object duckResult(String query) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return normal(result.getObject(2));
    } catch (SQLException e) {
      return new Failure(e.getMessage());
    }
  }

  private static String wrapped(String sql, DataType type) {
    return switch (type.kind()) {
      case DATE -> "date_diff('day', DATE '1970-01-01', (" + sql + "))";
      case TIMESTAMP -> "epoch_us((" + sql + ")::TIMESTAMP) * 1000";
      case TIME -> "epoch_us((" + sql + ")::TIME) * 1000";
      default -> "(" + sql + ")";
    };
  }

  private static Object normal(Object value) {
    if (value instanceof Number number && !(value instanceof Double || value instanceof Float)) {
      return new BigDecimal(number.toString());
    }
    return value;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
