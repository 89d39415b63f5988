package io.millrace.cli.demo;

import io.millrace.batch.RecordBatch;
import io.millrace.cli.console.Console;
import io.millrace.cli.console.ProgressLine;
import io.millrace.cli.output.Figures;
import io.millrace.connector.Source;
import io.millrace.query.StreamDefinition;
import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs the scenario queries over TPC-H orders in memory and checks every row of their answers, then
 * shows real trades. One thread, and those of the engines that it starts.
 */
public final class Demo {
  private static final int SHOWN_ROWS = 3;
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

  /** A demo that prints to a console, in colours if wanted. */
  public Demo(Console console, DemoConfig config, boolean colour) {
    this.console = console;
    this.config = config;
    PrintStream out =
        new PrintStream(new BufferedOutputStream(console.out()), false, StandardCharsets.UTF_8);
    this.report = new DemoReport(out, new Style(colour));
  }

  /**
   * Runs the demo.
   *
   * @return whether all answers were right
   * @throws BrokenPipeException if nobody reads the report any more
   */
  public boolean run() {
    long startNs = System.nanoTime();
    if (!config.shownScenarios().isEmpty()) {
      showScenarios();
    }
    if (config.showsTrades()) {
      new TradesShow(this).run();
    }
    report.verdict(System.nanoTime() - startNs);
    return report.allRight();
  }

  /** What the demo prints. */
  DemoReport report() {
    return report;
  }

  private void showScenarios() {
    StreamDefinition stream = QueryRun.declare("orders", ORDERS.formatted(config.scaleFactor()));
    long startNs = System.nanoTime();
    List<RecordBatch> batches = SourceRows.read(stream, this::showGenerating);
    OrderArrays orders = OrderArrays.of(batches);
    report.heading("TPC-H orders at scale factor " + config.scaleFactor());
    report.line(
        Figures.count(orders.count(), "order")
            + " generated in "
            + Figures.time(System.nanoTime() - startNs)
            + ", "
            + batches.stream().mapToLong(RecordBatch::heapBytes).sum() / (1 << 20)
            + " MB in memory; every scenario below reads them from there");
    for (Scenario scenario : config.shownScenarios()) {
      show(scenario, new QueryRun(stream, batches, scenario.sql()), orders);
    }
  }

  private ProgressLine showGenerating(Source source) {
    return busy(
        () ->
            "generating orders  "
                + Figures.count(source.rowsRead(), "row")
                + "  "
                + 100 * source.rowsRead() / Math.max(1, source.totalRows())
                + " %");
  }

  /** Shows a line of progress until it is closed. */
  ProgressLine busy(Supplier<String> text) {
    return new ProgressLine(console, text);
  }

  private void show(Scenario scenario, QueryRun query, OrderArrays orders) {
    report.heading(scenario + "  " + scenario.title());
    report.sql(scenario.sql());
    boolean first = true;
    for (int partitions : config.partitions()) {
      FirstRows rows = new FirstRows(SHOWN_ROWS);
      AnswerCheck check = scenario.newCheck(orders);
      Measured run = measure(query, partitions, check, rows::accept);
      if (first && rows.rows() != null) {
        report.gap();
        report.rows(rows.rows(), rows.count() > SHOWN_ROWS);
        report.gap();
      }
      first = false;
      report.run(partitions, orders.count(), run);
    }
  }

  /**
   * Runs a query once with every row checked, then some times only counting rows.
   *
   * @param target takes the rows of the checked run too
   */
  Measured measure(
      QueryRun query, int partitions, AnswerCheck check, Consumer<RecordBatch> target) {
    String name = partitions == 1 ? "1 partition" : partitions + " partitions";
    try (ProgressLine line = busy(() -> "checking every row at " + name)) {
      query.ordered(
          partitions,
          rows -> {
            check.accept(rows);
            target.accept(rows);
          });
    }
    try (ProgressLine line = busy(() -> "measuring at " + name)) {
      long ns = query.medianNs(partitions, check.rowCount());
      return new Measured(check.rowCount(), ns, check.mismatch());
    }
  }

  /**
   * What came of a query.
   *
   * @param rowsOut its rows
   * @param ns median time
   * @param mismatch what is wrong with its answer, or null
   */
  record Measured(long rowsOut, long ns, String mismatch) {}
}
