package io.millrace.durability;

import io.millrace.Delivery;
import io.millrace.MillraceConfig;
import io.millrace.Query;
import io.millrace.durability.DurableRun.Output;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * What a seed does with a durable engine: rows are published, queries come, are paused, replaced
 * and go, checkpoints are taken; and, only where that is asked for, the process is killed or closed
 * and started again, maybe with other partitions.
 */
final class RandomControl {
  private static final int ACTIONS = 40;
  private static final int MOST_ROWS = 120;
  private static final int MOST_QUERIES = 6;

  /** Texts of queries; those in one row take each other's state. */
  private static final String[][] TEXTS = {
    {
      RecoveryTest.TOTALS,
      RecoveryTest.TOTALS.replace("GROUP", "WHERE amount > 500 GROUP"),
      RecoveryTest.TOTALS + " HAVING COUNT(*) > 3"
    },
    {RecoveryTest.LARGE, RecoveryTest.LARGE.replace("900", "300")},
    {RecoveryTest.NUMBERS},
    {RecoveryTest.WINDOWS},
    {"SELECT amount / 250 AS k, COUNT(*) AS n FROM orders GROUP BY amount / 250"},
    {"SELECT id, amount FROM copies", "SELECT id, amount FROM copies WHERE amount > 600"},
    {"SELECT amount / 300 AS k, COUNT(*) AS n, SUM(id) AS s FROM copies GROUP BY amount / 300"},
  };

  private static final int TEXTS_OVER_ORDERS = 5;

  /** A stream that another one fills; its queries are known by it. */
  private static final String COPIES = "CREATE STREAM copies (id BIGINT NOT NULL, amount BIGINT)";

  private static final String FEED =
      "INSERT INTO copies SELECT id, amount FROM orders WHERE amount > 200";

  private final SplittableRandom plan;
  private final SplittableRandom ends;
  private final Path directory;
  private final JournalMode mode;
  private final boolean feeds;
  private final int texts;
  private final boolean repartitions;
  private final Map<String, Output> outputs = new LinkedHashMap<>();
  private final Map<String, int[]> running = new LinkedHashMap<>();
  private int partitions;
  private int process;
  private int named;
  private long published;
  private boolean begun;
  private DurableRun run;

  private RandomControl(long seed, Path directory, boolean ends) {
    SplittableRandom random = new SplittableRandom(seed);
    this.directory = directory;
    this.mode = JournalMode.values()[1 + random.nextInt(3)];
    this.feeds = random.nextBoolean();
    this.texts = feeds ? TEXTS.length : TEXTS_OVER_ORDERS;
    this.repartitions = !feeds && random.nextBoolean();
    this.partitions = 1 + random.nextInt(3);
    this.plan = random.split();
    this.ends = ends ? random.split() : null;
  }

  /** What each query with a name has put out, sorted where its order may be another one. */
  static Map<String, List<String>> run(long seed, Path directory, boolean ends) {
    RandomControl control = new RandomControl(seed, directory, ends);
    try {
      control.run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
    }
    Map<String, List<String>> rows = new LinkedHashMap<>();
    control.outputs.forEach(
        (name, output) -> {
          List<String> put = new ArrayList<>(output.copy());
          put.sort(null);
          rows.put(name + ", " + control.mode, put);
        });
    return rows;
  }

  private void run() {
    open();
    try {
      for (int i = 0; i < ACTIONS; i++) {
        act(plan.nextInt(12), plan.nextInt(1 << 16));
        if (ends != null && ends.nextInt(5) == 0) {
          end(ends.nextBoolean());
        }
      }
      run.flush();
    } finally {
      run.close();
    }
  }

  private void open() {
    MillraceConfig config =
        DurableRun.config(directory)
            .withPartitions(partitions)
            .withDurability(
                Durability.in(directory.resolve("process-" + process)).withJournal(mode));
    run = new DurableRun(config);
    if (feeds) {
      run.engine().execute(COPIES);
      run.engine().durable().feed("copies", FEED);
    }
    running.forEach((name, text) -> run.query(name, TEXTS[text[0]][text[1]], outputs.get(name)));
    RecoveryReport report = run.recover();
    if (!report.notes().isEmpty()
        || report.queries().size() != running.size() + (begun && feeds ? 1 : 0)) {
      throw new AssertionError("queries=" + running.keySet() + ", report=" + report);
    }
    begun = true;
    run.publish(run.recorded(), published);
    settle();
  }

  /** The process ends and the next one begins with what it has left. */
  private void end(boolean killed) {
    if (killed) {
      run.flush();
      Path next = directory.resolve("process-" + (process + 1));
      DurableRun.killedNow(directory.resolve("process-" + process), next);
      process++;
    }
    run.close();
    if (repartitions) {
      partitions = 1 + ends.nextInt(3);
    }
    open();
  }

  private void act(int what, int number) {
    if (what < 7) {
      settle();
    }
    switch (what) {
      case 0 -> add();
      case 1 ->
          run.engine()
              .subscribe(
                  TEXTS[number % texts][0], Delivery.ORDERED, (rows, partition, sequence) -> {});
      case 2 -> change(number, query -> query.pause());
      case 3 -> change(number, query -> query.resume());
      case 4 -> replace(number);
      case 5 -> cancel(number);
      case 6 -> run.engine().durable().checkpoint();
      default -> publish(number);
    }
  }

  private void publish(int number) {
    long from = published;
    published += number % MOST_ROWS;
    run.publish(from, published);
    if (number % 2 == 0) {
      run.flush();
    }
  }

  /** How far a stream has come that is fed would depend on time. */
  private void settle() {
    if (feeds) {
      run.flush();
    }
  }

  private void add() {
    if (running.size() < MOST_QUERIES) {
      int kind = plan.nextInt(texts);
      int variant = plan.nextInt(TEXTS[kind].length);
      String name = "query " + named++;
      outputs.put(name, new Output());
      running.put(name, new int[] {kind, variant});
      run.query(name, TEXTS[kind][variant], outputs.get(name));
    }
  }

  private String any(int number) {
    return List.copyOf(running.keySet()).get(number % running.size());
  }

  private void change(int number, Consumer<Query> change) {
    if (!running.isEmpty()) {
      change.accept(run.engine().durable().find(any(number)));
    }
  }

  private void replace(int number) {
    if (!running.isEmpty()) {
      String name = any(number);
      int[] text = running.get(name);
      int variant = (text[1] + 1) % TEXTS[text[0]].length;
      running.put(name, new int[] {text[0], variant});
      run.engine().durable().find(name).replace(TEXTS[text[0]][variant]);
    }
  }

  private void cancel(int number) {
    if (number % 3 == 0 && !running.isEmpty()) {
      String name = any(number / 3);
      run.flush();
      run.engine().durable().find(name).cancel();
      running.remove(name);
    }
  }
}
