package io.millrace.perf.latency;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.WaitMode;
import io.millrace.output.Subscriber;
import io.millrace.perf.bench.Effort;
import io.millrace.perf.bench.Findings;
import io.millrace.perf.bench.Measure;
import io.millrace.perf.bench.RatioLine;
import io.millrace.perf.bench.WrongAnswerException;
import io.millrace.publish.StreamPublisher;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What recording latencies costs: an engine that records and one that does not, in turns, with rows
 * that each go out alone, as all are when little comes, and with batches.
 */
public final class RecordingMeasure implements Measure {
  private static final int BATCH_ROWS = 1024;

  /** Nothing measured yet. */
  public RecordingMeasure() {}

  /** Measures and prints what was found. */
  public static void main(String[] arguments) throws WrongAnswerException {
    System.out.print(new RecordingMeasure().run(Effort.FULL, System.err::println).text());
  }

  @Override
  public String name() {
    return "recording";
  }

  @Override
  public Findings run(Effort effort, Consumer<String> progress) throws WrongAnswerException {
    int rounds = effort == Effort.SMOKE ? 1 : effort == Effort.QUICK ? 9 : 41;
    int rows = effort == Effort.SMOKE ? 4_096 : 1 << 18;
    StringBuilder text = new StringBuilder();
    text.append("Nanoseconds a row, least and median of the rounds; one partition, a filter.\n\n");
    text.append("| rows | without recording | with |\n|---|---|---|\n");
    RatioLine alone = pair("each row alone", 1, rounds, rows, text);
    progress.accept("recording: batches");
    RatioLine batched = pair("batches of " + BATCH_ROWS, BATCH_ROWS, rounds, rows, text);
    return new Findings(List.of(alone, batched), text.toString());
  }

  private static RatioLine pair(
      String label, int flushRows, int rounds, int rows, StringBuilder text)
      throws WrongAnswerException {
    double[] without = new double[rounds];
    double[] with = new double[rounds];
    double[] ratios = new double[rounds];
    try (Side silent = new Side(false);
        Side recording = new Side(true)) {
      for (int round = -rounds / 2; round < rounds; round++) {
        int at = Math.max(0, round);
        without[at] = silent.pass(flushRows, rows);
        with[at] = recording.pass(flushRows, rows);
        ratios[at] = with[at] / without[at];
      }
    }
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %s | %s |%n",
            label,
            leastAndMedian(without),
            leastAndMedian(with)));
    return RatioLine.of(
        label + ": ns with latency recording / without",
        ratios,
        RatioLine.Bound.AT_MOST,
        Double.NaN);
  }

  private static String leastAndMedian(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return String.format(Locale.ROOT, "%.1f, %.1f", sorted[0], sorted[sorted.length / 2]);
  }

  /** An engine with a filter that lets half of the rows through. */
  private static final class Side implements AutoCloseable {
    private final Millrace engine;
    private final StreamPublisher publisher;
    private long rowsOut;
    private long expected;

    Side(boolean recording) {
      engine =
          Millrace.start(
              MillraceConfig.defaults()
                  .withName("recording-" + recording)
                  .withBatchRows(BATCH_ROWS)
                  .withWaitMode(WaitMode.YIELDING)
                  .withSharedPublishing(false)
                  .withLatencyRecording(recording));
      engine.execute("CREATE STREAM t (v BIGINT NOT NULL)");
      Subscriber counting = (rows, partition, sequence) -> rowsOut += rows.rowCount();
      engine.subscribe("SELECT v FROM t WHERE v >= 0", Delivery.PARTITION, counting);
      publisher = engine.publisher("t");
    }

    /** Nanoseconds a row. */
    double pass(int flushRows, int rows) throws WrongAnswerException {
      long start = System.nanoTime();
      for (int row = 0; row < rows; row++) {
        publisher.row().setLong(0, (row & 1) == 0 ? row : -row).end();
        if ((row + 1) % flushRows == 0) {
          publisher.flush();
        }
      }
      publisher.flush();
      engine.drain();
      double ns = (double) (System.nanoTime() - start) / rows;
      expected += rows / 2;
      if (rowsOut != expected) {
        throw new WrongAnswerException(
            "recording: rows put out, actual=" + rowsOut + ", expected=" + expected);
      }
      return ns;
    }

    @Override
    public void close() {
      engine.close();
    }
  }
}
