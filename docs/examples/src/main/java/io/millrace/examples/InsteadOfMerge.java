package io.millrace.examples;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.output.RowSubscriber;
import io.millrace.publish.StreamPublisher;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What many services write by hand, and the same as a query: the sum of each key, from several
 * threads. The map costs a boxed number and a lock or compare-and-set for each row; the query costs
 * neither, and its sums fail where they overflow.
 */
public final class InsteadOfMerge {
  private static final int THREADS = 2;
  private static final int ROWS = 100_000;
  private static final int KEYS = 5;

  private InsteadOfMerge() {}

  /** Prints both results. */
  public static void main(String[] arguments) throws InterruptedException {
    run(System.out::println);
  }

  static void run(Consumer<String> out) throws InterruptedException {
    out.accept("map:   " + withMap());
    out.accept("query: " + withQuery());
  }

  private static String key(int row) {
    return "key" + row % KEYS;
  }

  static Map<String, Long> withMap() throws InterruptedException {
    // example: merge by hand
    ConcurrentHashMap<String, Long> sums = new ConcurrentHashMap<>();
    onThreads(
        thread -> {
          for (int row = thread; row < ROWS; row += THREADS) {
            sums.merge(key(row), (long) row, Long::sum);
          }
        });
    // end of example
    return new TreeMap<>(sums);
  }

  static Map<String, Long> withQuery() throws InterruptedException {
    Map<String, Long> sums = new TreeMap<>();
    // example: merge as a query
    try (Millrace engine = Millrace.start()) {
      engine.execute("CREATE STREAM amounts (name VARCHAR, amount BIGINT)");
      RowSubscriber last = row -> sums.put(row.getString(0), row.getLong(1));
      engine.subscribe(
          "SELECT name, SUM(amount) AS total FROM amounts GROUP BY name EMIT FINAL",
          Delivery.ORDERED,
          last.toSubscriber());
      onThreads(
          thread -> {
            try (StreamPublisher amounts = engine.publisher("amounts")) {
              for (int row = thread; row < ROWS; row += THREADS) {
                amounts.row().setString(0, key(row)).setLong(1, row).end();
              }
            }
          });
    }
    // end of example
    return sums;
  }

  /** Does the work on several threads, each of which is given its number, and waits for them. */
  private static void onThreads(Consumer<Integer> work) throws InterruptedException {
    Thread[] threads = new Thread[THREADS];
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      threads[i] = new Thread(() -> work.accept(number), "worker-" + number);
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
