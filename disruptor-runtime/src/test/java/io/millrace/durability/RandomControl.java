package io.millrace.durability;

import io.millrace.MillraceConfig;
import io.millrace.Query;
import io.millrace.durability.DurableRun.Output;
import io.millrace.publish.StreamPublisher;
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

  /** A stream that another one fills; its queries are known by it. */
  static final String COPIES = "CREATE STREAM copies (id BIGINT NOT NULL, amount BIGINT)";

  static final String FEED = "INSERT INTO copies SELECT id, amount FROM orders WHERE amount > 200";

  static final String RETURNS = DurableRun.DDL.replace("orders", "returns");

  private final SplittableRandom plan;
  private final SplittableRandom ends;
  private final Path directory;
  private final JournalMode mode;
  private final boolean feeds;
  private final boolean returns;
  private final List<ControlledQuery.Kind> kinds;
  private final boolean repartitions;
  private final Map<String, Output> outputs = new LinkedHashMap<>();
  private final Map<String, ControlledQuery> running = new LinkedHashMap<>();
  private int partitions;
  private int process;
  private int named;
  private long published;
  private long returned;
  private StreamPublisher back;
  private boolean begun;
  private DurableRun run;

  private RandomControl(long seed, Path directory, boolean ends) {
    SplittableRandom random = new SplittableRandom(seed);
    this.directory = directory;
    this.mode = JournalMode.values()[1 + random.nextInt(3)];
    this.feeds = random.nextBoolean();
    this.returns = random.nextBoolean();
    this.kinds = ControlledQuery.Kind.over(feeds, returns);
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
      flush();
      running.forEach((name, query) -> read(name));
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
    if (returns) {
      run.engine().execute(RETURNS);
    }
    running.forEach((name, query) -> query.start(run, name, outputs.get(name)));
    RecoveryReport report = run.recover();
    if (!report.notes().isEmpty()
        || report.queries().size() != running.size() + (begun && feeds ? 1 : 0)) {
      throw new AssertionError("queries=" + running.keySet() + ", report=" + report);
    }
    begun = true;
    run.publish(run.recorded(), published);
    if (returns) {
      back = run.engine().durable().publisher("returns", "back");
      DurableRun.publish(back, run.engine().durable().position("returns", "back").rows(), returned);
    }
    settle();
  }

  /** The process ends and the next one begins with what it has left. */
  private void end(boolean killed) {
    if (killed) {
      flush();
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
      case 1 -> new ControlledQuery(kinds.get(number % kinds.size()), 0).startUnnamed(run);
      case 2 -> change(number, query -> query.pause());
      case 3 -> change(number, query -> query.resume());
      case 4 -> replace(number);
      case 5 -> cancel(number);
      case 6 -> run.engine().durable().checkpoint();
      default -> publish(number);
    }
  }

  private void publish(int number) {
    if (returns && number % 3 == 0) {
      long from = returned;
      returned += number % MOST_ROWS;
      DurableRun.publish(back, from, returned);
    } else {
      long from = published;
      published += number % MOST_ROWS;
      run.publish(from, published);
    }
    if (number % 2 == 0) {
      flush();
    }
  }

  private void flush() {
    if (back != null) {
      back.flush();
    }
    run.flush();
  }

  /** How far a stream has come that is fed would depend on time. */
  private void settle() {
    if (feeds) {
      flush();
    }
  }

  private void add() {
    if (running.size() < MOST_QUERIES) {
      ControlledQuery.Kind kind = kinds.get(plan.nextInt(kinds.size()));
      ControlledQuery query = new ControlledQuery(kind, plan.nextInt(kind.texts()));
      String name = "query " + named++;
      outputs.put(name, new Output());
      running.put(name, query);
      query.start(run, name, outputs.get(name));
    }
  }

  private String any(int number) {
    return List.copyOf(running.keySet()).get(number % running.size());
  }

  private void change(int number, Consumer<Query> change) {
    if (!running.isEmpty() && !running.get(any(number)).isTable()) {
      change.accept(run.engine().durable().find(any(number)));
    }
  }

  private void replace(int number) {
    change(
        number,
        query -> {
          ControlledQuery next = running.get(any(number)).next();
          if (next.kind().texts() > 1) {
            running.put(any(number), next);
            query.replace(next.sql());
          }
        });
  }

  private void cancel(int number) {
    if (number % 3 == 0 && !running.isEmpty()) {
      String name = any(number / 3);
      flush();
      read(name);
      if (running.remove(name).isTable()) {
        run.engine().findTable(name).close();
      } else {
        run.engine().durable().find(name).cancel();
      }
    }
  }

  /** What a table holds is what it has put out. */
  private void read(String name) {
    if (running.get(name).isTable()) {
      outputs.get(name).rows.addAll(RowLines.ofTotals(run.engine().findTable(name)));
    }
  }
}
