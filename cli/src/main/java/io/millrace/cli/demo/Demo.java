package io.millrace.cli.demo;

import io.millrace.cli.console.Console;
import io.millrace.cli.console.ProgressLine;
import io.millrace.cli.output.Figures;
import io.millrace.connector.Source;
import io.millrace.query.StreamDefinition;
import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs the scenario queries over TPC-H orders in memory and checks every row of their answers, then
 * shows real trades. One thread, and those of the engines that it starts.
 */
public final class Demo {
  private static final int SHOWN_ROWS = 3;
  private static final int TIMED_RUNS = 3;
  private static final String ORDERS =
      """
      CREATE STREAM orders (
        order_id BIGINT NOT NULL, customer_id BIGINT NOT NULL,
        total_amount DECIMAL(12, 2) NOT NULL, amount DECIMAL(12, 2) NOT NULL,
        event_time TIMESTAMP(3) NOT NULL,
        WATERMARK FOR event_time AS event_time)
      WITH ('connector'='tpch', 'table'='orders', 'scale-factor'='%s')
      """;

  private final Console console;
  private final DemoConfig config;
  private final DemoReport report;
  private boolean allRight = true;

  /** A demo that prints to a console; colours only if a person looks at it. */
  public Demo(Console console, DemoConfig config, boolean colour) {
    this.console = console;
    this.config = config;
    PrintStream out =
        new PrintStream(new BufferedOutputStream(console.out()), false, StandardCharsets.UTF_8);
    this.report = new DemoReport(out, new Style(colour));
  }

  /** Runs the demo; whether all answers were right. */
  public boolean run() {
    long startNs = System.nanoTime();
    if (!config.shownScenarios().isEmpty()) {
      showScenarios();
    }
    if (config.showsTrades()) {
      allRight &= new TradesShow(report).run();
    }
    report.verdict(allRight, System.nanoTime() - startNs);
    return allRight;
  }

  private void showScenarios() {
    StreamDefinition stream = QueryRun.declare("orders", ORDERS.formatted(config.scaleFactor()));
    DemoOrders orders = generate(stream);
    for (Scenario scenario : config.shownScenarios()) {
      show(scenario, new QueryRun(stream, orders.batches(), scenario.sql()), orders);
    }
  }

  private DemoOrders generate(StreamDefinition stream) {
    AtomicReference<Source> source = new AtomicReference<>();
    long startNs = System.nanoTime();
    ProgressLine line = console.errIsTerminal() ? progress(source) : null;
    DemoOrders orders;
    try {
      orders = DemoOrders.generate(stream, source::set);
    } finally {
      if (line != null) {
        line.close();
      }
    }
    report.heading("TPC-H orders at scale factor " + config.scaleFactor());
    report.line(
        Figures.count(orders.count(), "order")
            + " generated in "
            + Figures.time(System.nanoTime() - startNs)
            + ", "
            + orders.heapBytes() / (1 << 20)
            + " MB in memory; every scenario below reads them from there");
    return orders;
  }

  private ProgressLine progress(AtomicReference<Source> source) {
    return new ProgressLine(
        console.err(),
        () -> {
          Source from = source.get();
          long rows = from == null ? 0 : from.rowsRead();
          long total = from == null ? 0 : Math.max(1, from.totalRows());
          return "generating orders  "
              + Figures.count(rows, "row")
              + (total > 0 ? "  " + 100 * rows / total + " %" : "");
        });
  }

  private void show(Scenario scenario, QueryRun query, DemoOrders orders) {
    report.heading(scenario + "  " + scenario.title());
    report.sql(scenario.sql());
    boolean first = true;
    for (int partitions : config.partitions()) {
      AnswerCheck check = scenario.newCheck(orders.arrays());
      FirstRows rows = new FirstRows(SHOWN_ROWS);
      query.ordered(
          partitions,
          batch -> {
            check.accept(batch);
            rows.accept(batch);
          });
      if (first && rows.rows() != null) {
        report.gap();
        report.rows(rows.rows(), rows.count() > SHOWN_ROWS);
        report.gap();
      }
      first = false;
      String mismatch = check.mismatch();
      long ns = medianNs(query, partitions, rows.count());
      if (ns < 0 && mismatch == null) {
        mismatch = "another number of rows in another run: expected=" + rows.count();
      }
      report.run(partitions, orders.count(), rows.count(), Math.abs(ns), mismatch);
      allRight &= mismatch == null;
    }
  }

  /** Median time of some runs that only count rows; negative if one counted wrong. */
  private static long medianNs(QueryRun query, int partitions, long expectedRows) {
    long[] times = new long[TIMED_RUNS];
    boolean right = true;
    for (int i = 0; i < TIMED_RUNS; i++) {
      PartitionCounter counter = new PartitionCounter(partitions);
      times[i] = query.counted(partitions, counter);
      right &= counter.total() == expectedRows;
    }
    Arrays.sort(times);
    long median = times[TIMED_RUNS / 2];
    return right ? median : -median;
  }
}
