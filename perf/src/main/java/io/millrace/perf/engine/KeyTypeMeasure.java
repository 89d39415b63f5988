package io.millrace.perf.engine;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.RefusalSink;
import io.millrace.engine.RowSink;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.memory.MemoryBudget;
import io.millrace.perf.bench.Effort;
import io.millrace.perf.bench.Findings;
import io.millrace.perf.bench.Measure;
import io.millrace.perf.bench.Median;
import io.millrace.perf.bench.RatioLine;
import io.millrace.perf.bench.WrongAnswerException;
import io.millrace.perf.scenario.Answer;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledScript;
import io.millrace.query.CompiledStatement;
import io.millrace.query.QueryCompiler;
import io.millrace.query.WatermarkSpec;
import io.millrace.type.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * What a VARCHAR key costs against a BIGINT key: the running and the final aggregate over the same
 * 10,000 customers, once by number and once by a name such as {@code customer-1234}. The engine is
 * driven directly, on this thread.
 */
public final class KeyTypeMeasure implements Measure {
  private static final int BATCH_ROWS = 4096;
  private static final int CUSTOMERS = 10_000;
  private static final int MAX_CENTS = 50_000;
  private static final double TARGET = 0.5;

  /** Nothing measured yet. */
  public KeyTypeMeasure() {}

  @Override
  public String name() {
    return "key-type";
  }

  /** A query over rows whose key is of one type. */
  private static final class Side {
    private final CompiledQuery query;
    private final RecordBatch[] batches;
    private Answer answer;
    private long rowsOut;

    Side(String keyType, String ending, int batches) {
      Catalog catalog = new Catalog();
      QueryCompiler compiler = ServiceLoader.load(QueryCompiler.class).findFirst().orElseThrow();
      CompiledScript script =
          compiler.open(
              "CREATE STREAM orders (customer "
                  + keyType
                  + " NOT NULL, amount DECIMAL(12, 2) NOT NULL);"
                  + "SELECT customer, COUNT(*) AS n, SUM(amount) AS total FROM orders"
                  + " GROUP BY customer "
                  + ending,
              "key type");
      CompiledStatement.CreateStream stream = (CompiledStatement.CreateStream) script.next(catalog);
      catalog.add(stream.definition());
      this.query = (CompiledQuery) script.next(catalog);
      this.batches = rows(stream.definition().schema(), batches);
    }

    private static RecordBatch[] rows(Schema schema, int count) {
      SplittableRandom random = new SplittableRandom(42);
      RecordBatch[] batches = new RecordBatch[count];
      for (int b = 0; b < count; b++) {
        RecordBatch batch = new RecordBatch(schema, BATCH_ROWS);
        ColumnVector key = batch.column(0);
        for (int row = 0; row < BATCH_ROWS; row++) {
          int customer = random.nextInt(CUSTOMERS);
          if (key.longs() == null) {
            byte[] name = ("customer-" + customer).getBytes(StandardCharsets.US_ASCII);
            key.setVarchar(row, name, 0, name.length);
          } else {
            key.longs()[row] = customer;
          }
          batch.column(1).longs()[row] = random.nextInt(MAX_CENTS);
        }
        batch.rowCount(BATCH_ROWS);
        batches[b] = batch;
      }
      return batches;
    }

    private RecordBatch take(RecordBatch output) {
      rowsOut += output.rowCount();
      if (answer != null) {
        long[] counts = output.column(1).longs();
        long[] totals = output.column(2).longs();
        for (int i = 0; i < output.rowCount(); i++) {
          answer.add(0, counts[i], totals[i]);
        }
      }
      output.clear();
      return output;
    }

    /** A pass; nanoseconds. */
    double pass(Answer checked) {
      answer = checked;
      long start = System.nanoTime();
      EngineContext context =
          new EngineContext(
              MemoryBudget.unlimited(), BATCH_ROWS, this::take, RowSink.NONE, RefusalSink.NONE);
      try (StreamExecutionEngine engine = query.factory().create(context)) {
        for (RecordBatch batch : batches) {
          engine.onBatch(batch, WatermarkSpec.NONE);
          engine.flush();
        }
        engine.onEndOfInput();
        engine.flush();
      }
      return System.nanoTime() - start;
    }
  }

  @Override
  public Findings run(Effort effort, Consumer<String> progress) throws WrongAnswerException {
    List<RatioLine> lines = new ArrayList<>();
    StringBuilder text =
        new StringBuilder(
            "Count and sum of 10,000 customers, engine driven directly; million rows a second.\n\n"
                + "| query         | BIGINT key | VARCHAR key |\n"
                + "|---------------|------------|-------------|\n");
    for (String ending : List.of("EMIT CHANGES", "EMIT FINAL")) {
      progress.accept("key-type: " + ending);
      lines.add(compare(effort, ending, text));
    }
    return new Findings(lines, text.toString());
  }

  private static RatioLine compare(Effort effort, String ending, StringBuilder text)
      throws WrongAnswerException {
    int batches = effort == Effort.SMOKE ? 2 : effort == Effort.QUICK ? 64 : 256;
    int rounds = effort == Effort.SMOKE ? 1 : effort == Effort.QUICK ? 15 : 31;
    int warmUp = effort == Effort.SMOKE ? 0 : 50;
    Side bigint = new Side("BIGINT", ending, batches);
    Side varchar = new Side("VARCHAR", ending, batches);
    checkAnswers(bigint, varchar);
    double[] ratios = new double[rounds];
    double[] ofBigint = new double[rounds];
    double[] ofVarchar = new double[rounds];
    for (int round = -warmUp; round < rounds; round++) {
      int at = Math.max(0, round);
      ofBigint[at] = bigint.pass(null);
      ofVarchar[at] = varchar.pass(null);
      ratios[at] = ofBigint[at] / ofVarchar[at];
    }
    double rowsByMillion = batches * (double) BATCH_ROWS * 1e3;
    text.append(
        String.format(
            Locale.ROOT,
            "| %-13s | %10.1f | %11.1f |%n",
            ending,
            rowsByMillion / Median.of(ofBigint),
            rowsByMillion / Median.of(ofVarchar)));
    return RatioLine.of(
        "S2 " + ending + ", keys=" + CUSTOMERS + ": VARCHAR key / BIGINT key",
        ratios,
        RatioLine.Bound.AT_LEAST,
        TARGET);
  }

  private static void checkAnswers(Side bigint, Side varchar) throws WrongAnswerException {
    Answer expected = new Answer();
    Answer answer = new Answer();
    bigint.pass(expected);
    varchar.pass(answer);
    if (!expected.equals(answer) || bigint.rowsOut != varchar.rowsOut) {
      throw new WrongAnswerException(
          "wrong answer: key=VARCHAR, answer=" + answer + ", expected=" + expected);
    }
  }
}
