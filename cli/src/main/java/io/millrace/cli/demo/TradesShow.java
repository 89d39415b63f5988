package io.millrace.cli.demo;

import io.millrace.batch.RecordBatch;
import io.millrace.cli.output.Figures;
import io.millrace.query.StreamDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Minute bars and a running mean price over 100,000 bitcoin trades. One thread. */
final class TradesShow {
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

  private final Demo demo;
  private final DemoReport report;

  TradesShow(Demo demo) {
    this.demo = demo;
    this.report = demo.report();
  }

  /** Shows the trades. */
  void run() {
    StreamDefinition stream = QueryRun.declare("trades", TRADES);
    long startNs = System.nanoTime();
    List<RecordBatch> batches =
        SourceRows.read(stream, source -> demo.busy(() -> "reading trades"));
    TradeArrays trades =
        new TradeArrays(
            SourceRows.column(batches, 0),
            SourceRows.column(batches, 1),
            SourceRows.column(batches, 2));
    report.heading("Bitcoin trades of November 2013");
    report.line(
        Figures.count(trades.count(), "trade")
            + " read from bitstamp_trades_from_20131125_usd.csv in "
            + Figures.time(System.nanoTime() - startNs));
    QueryRun bars = new QueryRun(stream, batches, BARS);
    show("Minute bars", BARS, bars, new BarCheck(trades), trades);
    QueryRun running = new QueryRun(stream, batches, RUNNING);
    show("Running mean price", RUNNING, running, new RunningPriceCheck(trades), trades);
  }

  private void show(
      String title, String sql, QueryRun query, AnswerCheck check, TradeArrays trades) {
    report.heading(title);
    report.sql(sql);
    report.gap();
    SampledRows sample = new SampledRows(check.expectedRows(), SHOWN_ROWS);
    Demo.Measured run = demo.measure(query, 1, check, sample::accept);
    if (sample.rows() != null) {
      report.rows(sample.rows(), false);
      report.gap();
      spark(sample.numbers());
      report.gap();
    }
    report.run(1, trades.count(), run);
  }

  private void spark(double[] prices) {
    double[] steps = Sparkline.shorten(prices, SPARK_WIDTH);
    double least = Arrays.stream(steps).min().orElse(0);
    double most = Arrays.stream(steps).max().orElse(0);
    report.line(
        String.format(Locale.ROOT, "vwap  %.2f  %s  %.2f", least, Sparkline.of(steps), most));
  }
}
