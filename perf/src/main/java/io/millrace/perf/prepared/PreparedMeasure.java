package io.millrace.perf.prepared;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.Query;
import io.millrace.output.Subscriber;
import io.millrace.perf.bench.Effort;
import io.millrace.perf.bench.Findings;
import io.millrace.perf.bench.Measure;
import io.millrace.perf.bench.WrongAnswerException;
import io.millrace.prepared.PreparedQuery;
import io.millrace.publish.StreamPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Time to start a filter as text and as a prepared query, the heap that one holds, and rows a
 * second while very many stand.
 */
public final class PreparedMeasure implements Measure {
  private static final String DDL = "CREATE STREAM trades (symbol VARCHAR, price BIGINT)";
  private static final String SQL = "SELECT symbol, price FROM trades WHERE symbol = ";
  private static final Subscriber NOBODY = (rows, partition, sequence) -> {};
  private static final double NS_PER_MS = 1e6;
  private static final double BYTES_PER_KB = 1024;

  /** Nothing measured yet. */
  public PreparedMeasure() {}

  /** Measures and prints what was found. */
  public static void main(String[] arguments) throws WrongAnswerException {
    System.out.print(new PreparedMeasure().run(Effort.FULL, System.err::println).text());
  }

  @Override
  public String name() {
    return "prepared";
  }

  /** Starts the query for one symbol. */
  private interface Start {
    Query of(Millrace engine, PreparedQuery prepared, String symbol);
  }

  @Override
  public Findings run(Effort effort, Consumer<String> progress) throws WrongAnswerException {
    boolean full = effort == Effort.FULL;
    StringBuilder text = new StringBuilder();
    text.append(
        "Filters `symbol = …`, one partition, default batches; each started and drained.\n\n");
    text.append("| queries | started as | ms each | KB heap each |\n|---|---|---|---|\n");
    Start asText =
        (engine, prepared, s) -> engine.subscribe(SQL + "'" + s + "'", Delivery.PARTITION, NOBODY);
    Start bound = (engine, prepared, s) -> prepared.subscribe(Delivery.PARTITION, NOBODY, s);
    if (full) {
      point(100, asText);
      point(1_000, bound);
    }
    progress.accept("prepared: as text");
    line(text, full ? 100 : 2, "text", asText);
    for (int queries : full ? new int[] {100, 1_000} : new int[] {2}) {
      progress.accept("prepared: queries=" + queries);
      line(text, queries, "prepared query", bound);
    }
    standing(text, full, progress);
    return new Findings(List.of(), text.toString());
  }

  private static void standing(StringBuilder text, boolean full, Consumer<String> progress)
      throws WrongAnswerException {
    text.append(
        "\nStanding filters of which each row passes one; batches of 1,024 rows, one partition.\n\n");
    text.append("| filter | queries | rows by | start, ms each | KB heap each | M rows/s |\n");
    text.append("|---|---|---|---|---|---|\n");
    long leastNs = full ? 2_000_000_000L : 1_000_000L;
    for (StandingFilters.Kind kind : StandingFilters.Kind.values()) {
      for (int queries : full ? new int[] {1, 100, 1_000, 10_000} : new int[] {8}) {
        for (boolean indexed : new boolean[] {false, true}) {
          progress.accept("prepared: " + kind + ", queries=" + queries + ", index=" + indexed);
          StandingFilters.Point found = StandingFilters.measure(kind, queries, indexed, leastNs);
          text.append(
              String.format(
                  Locale.ROOT,
                  "| %s | %,d | %s | %.3f | %.1f | %.3f |%n",
                  kind.name().toLowerCase(Locale.ROOT),
                  queries,
                  indexed ? "index" : "evaluation",
                  found.startMs(),
                  found.kilobytes(),
                  found.rowsPerSecond() / 1e6));
        }
      }
    }
  }

  private static void line(StringBuilder text, int queries, String how, Start start)
      throws WrongAnswerException {
    double[] found = point(queries, start);
    text.append(
        String.format(
            Locale.ROOT, "| %,d | %s | %.3f | %.0f |%n", queries, how, found[0], found[1]));
  }

  /** Milliseconds and kilobytes for each query. */
  private static double[] point(int queries, Start start) throws WrongAnswerException {
    MillraceConfig config = MillraceConfig.defaults().withPartitions(1);
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(DDL);
      PreparedQuery prepared = engine.prepare(SQL + "?");
      List<Query> started = new ArrayList<>();
      long heapBefore = usedHeap();
      long begin = System.nanoTime();
      for (int i = 0; i < queries; i++) {
        started.add(start.of(engine, prepared, "S" + i));
      }
      engine.drain();
      double ms = (System.nanoTime() - begin) / NS_PER_MS / queries;
      double kilobytes = (usedHeap() - heapBefore) / BYTES_PER_KB / queries;
      check(engine, started);
      return new double[] {ms, kilobytes};
    }
  }

  /** One row for each query must reach that query and no other. */
  private static void check(Millrace engine, List<Query> started) throws WrongAnswerException {
    try (StreamPublisher trades = engine.publisher("trades")) {
      for (int i = 0; i < started.size(); i++) {
        trades.row().setString(0, "S" + i).setLong(1, i).end();
      }
    }
    engine.drain();
    for (Query query : started) {
      if (query.rowsOut() != 1) {
        throw new WrongAnswerException(
            "rows of a filter: expected=1, found=" + query.rowsOut() + ", sql=" + query.sql());
      }
    }
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
