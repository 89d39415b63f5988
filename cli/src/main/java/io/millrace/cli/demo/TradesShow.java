package io.millrace.cli.demo;

import io.millrace.batch.RecordBatch;
import io.millrace.cli.output.Figures;
import io.millrace.connector.ConnectorContext;
import io.millrace.connector.ConnectorRegistry;
import io.millrace.connector.Source;
import io.millrace.query.StreamDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Minute bars and a running mean price over 100,000 bitcoin trades. One thread. */
final class TradesShow {
  private static final int BATCH_ROWS = 4096;
  private static final int SPARK_WIDTH = 72;
  private static final int SHOWN_ROWS = 6;
  private static final String TRADES =
      """
      CREATE STREAM trades (
        timestamp TIMESTAMP(0), price DECIMAL(10, 2), amount DECIMAL(18, 8),
        WATERMARK FOR timestamp AS timestamp)
      WITH ('connector'='file', 'format'='csv', 'timestamp-unit'='s',
            'path'='classpath:bitstamp_trades_from_20131125_usd.csv')
      """;
  private static final String BARS =
      """
      SELECT window_start AS minute, MIN(price) AS low, MAX(price) AS high,
             SUM(amount) AS volume, COUNT(*) AS trades,
             SUM(price * amount) / SUM(amount) AS vwap
      FROM trades TUMBLE(timestamp, INTERVAL '1' MINUTE)
      GROUP BY window_start
      """;
  private static final String RUNNING =
      """
      SELECT COUNT(*) AS trades, SUM(price * amount) / SUM(amount) AS vwap
      FROM trades
      EMIT CHANGES
      """;

  private final DemoReport report;
  private final List<RecordBatch> batches = new ArrayList<>();
  private boolean allRight = true;

  TradesShow(DemoReport report) {
    this.report = report;
  }

  /** Shows the trades; whether all answers were right. */
  boolean run() {
    StreamDefinition stream = QueryRun.declare("trades", TRADES);
    TradeArrays trades = read(stream);
    QueryRun bars = new QueryRun(stream, batches, BARS);
    show("Minute bars", BARS, bars, new BarCheck(trades), trades);
    QueryRun running = new QueryRun(stream, batches, RUNNING);
    show("Running mean price", RUNNING, running, new RunningPriceCheck(trades), trades);
    return allRight;
  }

  private TradeArrays read(StreamDefinition stream) {
    long startNs = System.nanoTime();
    ConnectorRegistry connectors = ConnectorRegistry.load();
    try (Source source =
        connectors.find(stream).openSource(stream, null, ConnectorContext.ofProcess())) {
      RecordBatch batch = new RecordBatch(stream.schema(), BATCH_ROWS);
      while (source.read(batch)) {
        batches.add(batch);
        batch = new RecordBatch(stream.schema(), BATCH_ROWS);
      }
    }
    TradeArrays trades =
        new TradeArrays(
            DemoOrders.column(batches, 0),
            DemoOrders.column(batches, 1),
            DemoOrders.column(batches, 2));
    report.heading("Bitcoin trades of November 2013");
    report.line(
        Figures.count(trades.count(), "trade")
            + " read from bitstamp_trades_from_20131125_usd.csv in "
            + Figures.time(System.nanoTime() - startNs));
    return trades;
  }

  private void show(
      String title, String sql, QueryRun query, AnswerCheck check, TradeArrays trades) {
    report.heading(title);
    report.sql(sql);
    report.gap();
    SampledRows sample = new SampledRows(check.expectedRows(), SHOWN_ROWS);
    long ns =
        query.ordered(
            1,
            rows -> {
              check.accept(rows);
              sample.accept(rows);
            });
    if (sample.rows() != null) {
      report.rows(sample.rows(), false);
      report.gap();
      spark(sample.numbers());
      report.gap();
    }
    String mismatch = check.mismatch();
    report.run(1, trades.count(), sample.count(), ns, mismatch);
    allRight &= mismatch == null;
  }

  private void spark(double[] prices) {
    double[] steps = Sparkline.shorten(prices, SPARK_WIDTH);
    double least = Double.MAX_VALUE;
    double most = 0;
    for (double step : steps) {
      least = Math.min(least, step);
      most = Math.max(most, step);
    }
    report.line(
        String.format(Locale.ROOT, "vwap  %.2f  %s  %.2f", least, Sparkline.of(steps), most));
  }
}
