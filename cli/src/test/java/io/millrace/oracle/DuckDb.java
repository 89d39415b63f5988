package io.millrace.oracle;

import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** A DuckDB in memory that takes tables as CSV and compares them. One thread. */
final class DuckDb implements AutoCloseable {
  private static final int ROWS_SHOWN = 10;

  private final Path directory;
  private final Connection connection;

  /** An empty database; {@code directory} is for files on their way in. */
  DuckDb(Path directory) {
    this.directory = directory;
    try {
      connection = DriverManager.getConnection("jdbc:duckdb:");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Carries out a statement. */
  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("statement fails in DuckDB: sql=" + sql, e);
    }
  }

  /**
   * Makes a table, or makes it anew, of CSV lines without header.
   *
   * @param columns the columns as in a CREATE TABLE statement of DuckDB, {@code name TYPE}
   * @param csv the lines in any number of pieces, which are empty afterwards
   */
  void load(String table, List<String> columns, List<TextBuffer> csv) {
    Path file = directory.resolve(table + ".csv");
    try (OutputStream out = Files.newOutputStream(file)) {
      for (TextBuffer piece : csv) {
        piece.writeTo(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    StringJoiner types = new StringJoiner(", ", "{", "}");
    for (String column : columns) {
      int blank = column.indexOf(' ');
      types.add("'" + column.substring(0, blank) + "': '" + column.substring(blank + 1) + "'");
    }
    execute(
        "CREATE OR REPLACE TABLE "
            + table
            + " AS SELECT * FROM read_csv('"
            + file
            + "', header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"',"
            + " nullstr = '', allow_quoted_nulls = false, columns = "
            + types
            + ")");
  }

  /** The columns of a schema in DuckDB's types. */
  static List<String> columns(Schema schema) {
    List<String> columns = new ArrayList<>();
    for (Column column : schema.columns()) {
      columns.add(column.name() + " " + type(column.type()));
    }
    return columns;
  }

  private static String type(DataType type) {
    return switch (type.kind()) {
      case TIME -> "TIME";
      case TIMESTAMP -> type.precision() > 6 ? "TIMESTAMP_NS" : "TIMESTAMP";
      default -> type.withNullable(true).toString();
    };
  }

  /**
   * The rows that one query gives more often than the other; at most ten of each, marked with the
   * word missing or surplus.
   */
  List<String> differences(String expected, String actual) {
    List<String> differences = rows(except("missing", expected, actual));
    differences.addAll(rows(except("surplus", actual, expected)));
    return differences;
  }

  private static String except(String mark, String one, String other) {
    return "SELECT '"
        + mark
        + "', * FROM (("
        + one
        + ") EXCEPT ALL ("
        + other
        + ")) ORDER BY ALL LIMIT "
        + ROWS_SHOWN;
  }

  /** What a query gives, each row as text. */
  List<String> rows(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringJoiner row = new StringJoiner(", ");
        for (int i = 1; i <= columns; i++) {
          row.add(result.getString(i));
        }
        rows.add(row.toString());
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException("query fails in DuckDB: sql=" + sql, e);
    }
  }

  /** What a query of one row and one BIGINT gives. */
  long number(String sql) {
    return Long.parseLong(rows(sql).get(0));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
