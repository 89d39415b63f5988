package io.millrace.perf.rival;

import io.millrace.batch.RecordBatch;
import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.Contender;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB over JDBC, the rows in a native table in memory. It knows all rows beforehand and gives
 * its answer at once: for a query that answers on every change, that is a window function, whose
 * count is cheaper as a row number.
 *
 * <p>A timed pass does not bring the answer rows to Java, which would cost more than computing
 * them, but has DuckDB itself add up each of their columns.
 */
public final class DuckDbContender implements Contender {
  private final int threads;
  private Connection connection;
  private Statement statement;
  private Scenario scenario;

  /** Not prepared; queries will run on {@code threads} threads. */
  public DuckDbContender(int threads) {
    this.threads = threads;
  }

  @Override
  public String name() {
    return "DuckDB, threads=" + threads;
  }

  @Override
  public void prepare(Workload workload) throws SQLException {
    scenario = workload.scenario();
    connection = DriverManager.getConnection("jdbc:duckdb:");
    statement = connection.createStatement();
    statement.execute("SET threads = " + threads);
    statement.execute(
        "CREATE TABLE longs (order_id BIGINT NOT NULL, customer_id BIGINT NOT NULL,"
            + " total_cents BIGINT NOT NULL, cents BIGINT NOT NULL, ns BIGINT NOT NULL)");
    try (DuckDBAppender appender =
        ((DuckDBConnection) connection).createAppender(DuckDBConnection.DEFAULT_SCHEMA, "longs")) {
      for (RecordBatch batch : workload.batches()) {
        append(batch, appender);
      }
    }
    statement.execute(
        "CREATE TABLE orders (order_id BIGINT NOT NULL, customer_id BIGINT NOT NULL,"
            + " total_amount DECIMAL(12, 2) NOT NULL, amount DECIMAL(12, 2) NOT NULL,"
            + " event_time TIMESTAMP NOT NULL)");
    statement.execute(
        "INSERT INTO orders SELECT order_id, customer_id, total_cents * 0.01, cents * 0.01,"
            + " make_timestamp(ns // 1000) FROM longs ORDER BY order_id");
    statement.execute("DROP TABLE longs");
  }

  private static void append(RecordBatch batch, DuckDBAppender appender) throws SQLException {
    for (int row = 0; row < batch.rowCount(); row++) {
      appender.beginRow();
      for (int column = 0; column <= Workload.EVENT_TIME; column++) {
        appender.append(batch.column(column).longs()[row]);
      }
      appender.endRow();
    }
  }

  private String query() {
    return switch (scenario) {
      case S0 ->
          "SELECT order_id AS a, customer_id AS b, total_amount AS c FROM orders"
              + " WHERE total_amount > 100";
      case S1 ->
          "SELECT order_id AS a, customer_id AS b,"
              + " ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY event_time) AS c"
              + " FROM orders";
      case S2 ->
          "SELECT customer_id AS a, ROW_NUMBER() OVER w AS b, SUM(amount) OVER w AS c FROM orders"
              + " WINDOW w AS (PARTITION BY customer_id ORDER BY order_id"
              + " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)";
      case S2_FINAL ->
          "SELECT customer_id AS a, COUNT(*) AS b, SUM(amount) AS c FROM orders"
              + " GROUP BY customer_id";
      case S3A ->
          "SELECT date_trunc('hour', event_time) AS a, customer_id AS b, COUNT(*) AS c"
              + " FROM orders GROUP BY a, b";
      case S3B ->
          "SELECT date_trunc('hour', event_time) AS a, customer_id AS b, ROW_NUMBER() OVER ("
              + "PARTITION BY date_trunc('hour', event_time), customer_id ORDER BY order_id)"
              + " AS c FROM orders";
    };
  }

  /** The first column as a long. */
  private String first() {
    return scenario == Scenario.S3A || scenario == Scenario.S3B ? "epoch_ns(a)" : "a";
  }

  /** The third column as a long. */
  private String third() {
    boolean amount =
        scenario == Scenario.S0 || scenario == Scenario.S2 || scenario == Scenario.S2_FINAL;
    return amount ? "CAST(c * 100 AS BIGINT)" : "c";
  }

  @Override
  public long run(Answer answer) throws SQLException {
    if (answer == null) {
      String sums = "SELECT COUNT(*), SUM(" + first() + "), SUM(b), SUM(c) FROM (";
      try (ResultSet result = statement.executeQuery(sums + query() + ")")) {
        result.next();
        return result.getLong(1);
      }
    }
    String rows = "SELECT " + first() + ", b, " + third() + " FROM (" + query() + ")";
    try (ResultSet result = statement.executeQuery(rows)) {
      while (result.next()) {
        answer.add(result.getLong(1), result.getLong(2), result.getLong(3));
      }
    }
    return answer.rows();
  }

  @Override
  public void close() throws SQLException {
    if (connection != null) {
      statement.close();
      connection.close();
    }
  }
}
