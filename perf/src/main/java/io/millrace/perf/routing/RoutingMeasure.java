package io.millrace.perf.routing;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.Router;
import io.millrace.perf.bench.Effort;
import io.millrace.perf.bench.Findings;
import io.millrace.perf.bench.Measure;
import io.millrace.perf.bench.RatioLine;
import io.millrace.perf.bench.WrongAnswerException;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledScript;
import io.millrace.query.CompiledStatement;
import io.millrace.query.QueryCompiler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Routing of two columns by key to 2, 4 and 8 partitions, against a plain copy of them. */
public final class RoutingMeasure implements Measure {
  private static final int BATCH_ROWS = 4096;
  private static final int KEYS = 10_000;
  private static final double TARGET = 0.5;

  /** Nothing measured yet. */
  public RoutingMeasure() {}

  @Override
  public String name() {
    return "routing";
  }

  @Override
  public Findings run(Effort effort, Consumer<String> progress) throws Exception {
    int rounds = effort == Effort.SMOKE ? 1 : effort == Effort.QUICK ? 5 : 51;
    int warmUp = effort == Effort.SMOKE ? 0 : effort == Effort.QUICK ? 5 : 10;
    CompiledQuery query = query();
    RecordBatch[] batches = rows(query, effort == Effort.SMOKE ? 4 : 1024);
    List<RatioLine> lines = new ArrayList<>();
    StringBuilder text = new StringBuilder("M rows/s on one thread, 2 columns, ");
    text.append(KEYS).append(" keys\n\n| partitions | design | M rows/s |\n|--:|---|--:|\n");
    for (int partitions : new int[] {2, 4, 8}) {
      progress.accept("routing: partitions=" + partitions);
      List<RoutingDesign> designs = designs(query, batches[0], partitions);
      checkRows(designs, batches);
      double[][] ns = time(designs, batches, warmUp, rounds);
      for (int i = 0; i < designs.size(); i++) {
        String name = designs.get(i).name();
        text.append(row(partitions, name, batches.length, ns[i]));
        if (i > 0) {
          double target = i == 1 ? TARGET : Double.NaN;
          lines.add(line(partitions, name, ns[0], ns[i], target));
        }
      }
    }
    return new Findings(lines, text.toString());
  }

  /** The first is what all others are compared with, the second what the publisher does. */
  private static List<RoutingDesign> designs(
      CompiledQuery query, RecordBatch like, int partitions) {
    Router router = query.routing().routerFactory().create();
    List<RoutingDesign> designs = new ArrayList<>();
    designs.add(new PlainCopy(like));
    designs.add(new BitsThenSelection(router, like, partitions, false));
    designs.add(new BitsThenSelection(router, like, partitions, true));
    designs.add(new ListsThenShare(router, like, partitions, false));
    designs.add(new ListsThenShare(router, like, partitions, true));
    for (GroupsThenSelection.Extent extent : GroupsThenSelection.Extent.values()) {
      designs.add(new GroupsThenSelection(router, like, partitions, extent));
    }
    designs.add(new PositionListScatter(router, like, partitions));
    designs.add(new NaiveScatter(like, partitions));
    return designs;
  }

  private static void checkRows(List<RoutingDesign> designs, RecordBatch[] batches)
      throws WrongAnswerException {
    long[] expected = null;
    for (RoutingDesign design : designs) {
      design.check(true);
      pass(design, batches);
      long[] found = design.fingerprints();
      design.check(false);
      if (found.length == 1 || Arrays.stream(found).allMatch(f -> f == 0)) {
        continue;
      }
      if (expected != null && !Arrays.equals(expected, found)) {
        throw new WrongAnswerException("rows in the wrong partition: design=" + design.name());
      }
      expected = found;
    }
  }

  private static double[][] time(
      List<RoutingDesign> designs, RecordBatch[] batches, int warmUp, int rounds) {
    double[][] ns = new double[designs.size()][rounds];
    for (int round = -warmUp; round < rounds; round++) {
      for (int i = 0; i < designs.size(); i++) {
        long start = System.nanoTime();
        pass(designs.get(i), batches);
        ns[i][Math.max(0, round)] = System.nanoTime() - start;
      }
    }
    return ns;
  }

  private static void pass(RoutingDesign design, RecordBatch[] batches) {
    for (RecordBatch batch : batches) {
      design.route(batch);
    }
    design.flush();
  }

  private static RatioLine line(
      int partitions, String name, double[] copyNs, double[] ns, double target) {
    double[] ratios = new double[ns.length];
    for (int i = 0; i < ns.length; i++) {
      ratios[i] = copyNs[i] / ns[i];
    }
    String measure = "routing, partitions=" + partitions + ": " + name + " / plain copy";
    return RatioLine.of(measure, ratios, RatioLine.Bound.AT_LEAST, target);
  }

  private static String row(int partitions, String name, int batches, double[] ns) {
    double[] sorted = ns.clone();
    Arrays.sort(sorted);
    double rate = batches * (double) BATCH_ROWS * 1e3 / sorted[sorted.length / 2];
    return String.format(Locale.ROOT, "| %d | %s | %.0f |%n", partitions, name, rate);
  }

  private static CompiledQuery query() {
    Catalog catalog = new Catalog();
    CompiledScript script =
        ServiceLoader.load(QueryCompiler.class)
            .findFirst()
            .orElseThrow()
            .open(
                "CREATE STREAM rows (k BIGINT NOT NULL, v BIGINT NOT NULL);"
                    + "SELECT k, SUM(v) AS total FROM rows GROUP BY k",
                "routing");
    catalog.add(((CompiledStatement.CreateStream) script.next(catalog)).definition());
    return (CompiledQuery) script.next(catalog);
  }

  private static RecordBatch[] rows(CompiledQuery query, int count) {
    SplittableRandom random = new SplittableRandom(7);
    RecordBatch[] batches = new RecordBatch[count];
    for (int i = 0; i < count; i++) {
      RecordBatch batch = new RecordBatch(query.inputSchema(), BATCH_ROWS);
      for (int row = 0; row < BATCH_ROWS; row++) {
        batch.column(0).longs()[row] = random.nextInt(KEYS);
        batch.column(1).longs()[row] = random.nextInt(1000);
      }
      batch.rowCount(BATCH_ROWS);
      batches[i] = batch;
    }
    return batches;
  }
}
