package io.millrace.perf.steady;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.WaitMode;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * One engine that works at a moderate rate for a long time: a filter, groups and windows over
 * trades that come one by one, with latencies recorded. Bytes, garbage collections and safepoints
 * are counted from the end of the warm-up on; nothing looks on meanwhile but for a line a minute.
 *
 * <pre>
 *             +-> partition -> delivery   FILTER
 *  publisher -+
 *             +-> partition -> delivery   GROUP, WINDOW
 * </pre>
 */
public final class SteadyRun {
  private static final Duration PROGRESS = Duration.ofMinutes(1);
  private static final long SECOND_NS = 1_000_000_000;
  private static final long NS_PER_MS = 1_000_000;

  /** Most bytes a row on one thread, for what the JVM itself does on it now and then. */
  static final double TOLERATED_BYTES = 0.01;

  private final int ratePerSecond;
  private final Duration warmUp;
  private final WaitMode waitMode;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  SteadyRun(int ratePerSecond, Duration warmUp, WaitMode waitMode) {
    this.ratePerSecond = ratePerSecond;
    this.warmUp = warmUp;
    this.waitMode = waitMode;
  }

  /**
   * Runs, prints, and ends with status 1 if a row is missing, wrong or costs heap.
   *
   * @param arguments minutes, rows a second and wait mode, by default 60, 50000 and SPIN_THEN_PARK
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    double minutes = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 60;
    int rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50_000;
    WaitMode wait = arguments.length > 2 ? WaitMode.valueOf(arguments[2]) : WaitMode.SPIN_THEN_PARK;
    Duration time = Duration.ofMillis((long) (minutes * 60_000));
    SteadyResult result =
        new SteadyRun(rate, Duration.ofSeconds(30), wait).run(time, System.out::println);
    System.out.print(result.text());
    boolean steady = result.mostBytesPerRow() <= TOLERATED_BYTES;
    System.exit(steady && result.differences().isEmpty() ? 0 : 1);
  }

  private Thread make(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  /**
   * Runs for a time and then compares.
   *
   * @param progress takes a line a minute
   */
  SteadyResult run(Duration time, Consumer<String> progress)
      throws IOException, InterruptedException {
    MillraceConfig config =
        MillraceConfig.defaults()
            .withName("steady")
            .withWaitMode(waitMode)
            .withThreadFactory(this::make)
            .withLatencyRecording(true);
    long intervalNs = SECOND_NS / ratePerSecond;
    TradeSeries trades = new TradeSeries(intervalNs);
    try (JvmStops stops = new JvmStops();
        Millrace engine = Millrace.start(config)) {
      engine.execute(TradeSeries.DDL);
      Map<SteadyQuery, OutputSum> outputs = new EnumMap<>(SteadyQuery.class);
      for (SteadyQuery query : SteadyQuery.values()) {
        OutputSum output = new OutputSum(query.columns());
        outputs.put(query, output);
        engine.subscribe(query.sql(), Delivery.ORDERED, output.toSubscriber());
      }
      engine.warmUp();
      threads.removeIf(thread -> !thread.isAlive());
      PacedPublisher publisher = new PacedPublisher(trades, engine.publisher("trades"), intervalNs);
      Thread publishing = make(publisher);
      publishing.setName("steady-publisher");
      publishing.start();
      wait(warmUp, publisher, progress);

      ThreadBytes bytesBefore = ThreadBytes.of(threads);
      long collectionsBefore = collections();
      long rowsBefore = publisher.published();
      Instant from = Instant.now();
      wait(time, publisher, progress);
      Instant to = Instant.now();
      long rows = publisher.published() - rowsBefore;
      long collections = collections() - collectionsBefore;
      Map<String, Long> bytes = ThreadBytes.of(threads).since(bytesBefore);

      publisher.stop();
      publishing.join();
      engine.drain();
      long allRows = publisher.published();
      Map<SteadyQuery, Long> outputRows = new EnumMap<>(SteadyQuery.class);
      outputs.forEach((query, output) -> outputRows.put(query, output.rows()));
      return new SteadyResult(
          Duration.between(from, to),
          rows,
          allRows,
          bytes,
          collections,
          stops.between(from, to),
          outputRows,
          differences(outputs, trades, allRows),
          engine.latencies());
    }
  }

  private static List<String> differences(
      Map<SteadyQuery, OutputSum> outputs, TradeSeries trades, long rows) {
    List<String> differences = new ArrayList<>();
    outputs.forEach(
        (query, output) -> {
          String difference = output.differenceFrom(query.expected(trades, rows));
          if (!difference.isEmpty()) {
            differences.add(query + ": " + difference);
          }
        });
    return differences;
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  private static void wait(Duration time, PacedPublisher publisher, Consumer<String> progress)
      throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      Thread.sleep(Math.max(1, Math.min(left, PROGRESS.toNanos()) / NS_PER_MS));
      progress.accept(String.format(Locale.ROOT, "%,d rows", publisher.published()));
    }
  }
}
