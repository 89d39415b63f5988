package io.millrace.perf.warmup;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.WaitMode;
import io.millrace.output.Row;
import io.millrace.output.RowSubscriber;
import io.millrace.publish.StreamPublisher;
import java.time.Duration;

/**
 * Main class of a cold JVM: starts a query, warms it up or not, and publishes rows one by one.
 * Prints nanoseconds: of the warm-up, and from publishing to output of each row, a line each.
 */
public final class FirstRowProbe implements RowSubscriber {
  /** Rows that are timed. */
  static final int ROWS = 1_000;

  private static final long PAUSE_MS = 1;

  private volatile long outputNs;

  private FirstRowProbe() {}

  @Override
  public void onRow(Row row) {
    outputNs = System.nanoTime();
  }

  /** Takes the most seconds of the warm-up, 0 for none. */
  public static void main(String[] arguments) throws InterruptedException {
    Duration most = Duration.ofSeconds(Long.parseLong(arguments[0]));
    FirstRowProbe output = new FirstRowProbe();
    MillraceConfig config = MillraceConfig.defaults().withWaitMode(WaitMode.SPIN_THEN_PARK);
    StringBuilder lines = new StringBuilder();
    try (Millrace engine = Millrace.start(config)) {
      engine.execute("CREATE STREAM trades (symbol VARCHAR NOT NULL, quantity BIGINT NOT NULL)");
      engine.subscribe(
          "SELECT symbol, COUNT(*) AS n, SUM(quantity) AS volume FROM trades GROUP BY symbol",
          Delivery.ORDERED,
          output.toSubscriber());
      StreamPublisher publisher = engine.publisher("trades");
      long begin = System.nanoTime();
      if (!most.isZero()) {
        engine.warmUp(most);
      }
      lines.append(System.nanoTime() - begin).append('\n');
      for (int row = 0; row < ROWS; row++) {
        Thread.sleep(PAUSE_MS);
        lines.append(output.time(publisher, row)).append('\n');
      }
    }
    System.out.print(lines);
  }

  @SuppressWarnings("ThreadPriorityCheck") // Spinning could keep the engine off the processor.
  private long time(StreamPublisher publisher, int row) {
    outputNs = 0;
    long start = System.nanoTime();
    publisher.row().setString(0, "A").setLong(1, row).end();
    publisher.flush();
    while (outputNs == 0) {
      Thread.yield();
    }
    return outputNs - start;
  }
}
