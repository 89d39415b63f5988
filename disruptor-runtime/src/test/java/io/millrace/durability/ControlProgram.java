package io.millrace.durability;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.millrace.MillraceConfig;
import io.millrace.Query;
import io.millrace.durability.ControlStep.Action;
import io.millrace.output.Subscriber;
import io.millrace.publish.StreamPublisher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Runs durable engines, each on a thread, whose queries come, are paused, replaced and go as a seed
 * says, and prints what they are at, so that it can be killed anywhere; started again, it goes on
 * with the step at which it was.
 */
final class ControlProgram {
  private static final int STEPS = 40;
  private static final int PIECE = 60;
  private static final byte[] ONE_MORE = {'.'};

  private final Path directory;
  private final SplittableRandom random;
  private final boolean feeds;
  private final boolean returns;
  private final List<ControlStep> steps;
  private final MillraceConfig config;
  private DurableRun run;
  private StreamPublisher back;
  private long published;
  private long returned;

  private ControlProgram(Path directory, long seed) {
    this.directory = directory;
    random = new SplittableRandom(seed);
    feeds = random.nextBoolean();
    returns = random.nextBoolean();
    steps = ControlStep.plan(random, STEPS, ControlledQuery.Kind.over(feeds, returns));
    Durability durability =
        Durability.in(directory.resolve("durable"))
            .withJournal(JournalMode.values()[1 + random.nextInt(3)]);
    config =
        DurableRun.config(directory)
            .withPartitions(1 + random.nextInt(3))
            .withDurability(
                random.nextBoolean()
                    ? durability
                    : durability.withCheckpointInterval(Duration.ofMillis(50)));
  }

  /** For each engine its directory and seed. Says {@code done} when all are. */
  public static void main(String[] args) throws InterruptedException {
    List<Runnable> programs = new ArrayList<>();
    for (int i = 0; i < args.length; i += 2) {
      ControlProgram program = new ControlProgram(Path.of(args[i]), Long.parseLong(args[i + 1]));
      programs.add(program::run);
    }
    CrashProgram.runAll(programs);
  }

  /** Runs one engine to its end. */
  static void run(Path directory, long seed) {
    new ControlProgram(directory, seed).run();
  }

  private void run() {
    try {
      int done = Files.exists(log()) ? (int) Files.size(log()) : 0;
      if (done == steps.size()) {
        return;
      }
      try {
        open(steps.get(done));
        for (ControlStep step : steps.subList(done, steps.size())) {
          publish(step.rows());
          CrashProgram.say(step.action() + " at row " + step.rows());
          act(step);
          Files.write(log(), ONE_MORE, CREATE, APPEND);
          CrashProgram.say("done");
        }
      } finally {
        run.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As many bytes as steps are done. */
  private Path log() {
    return directory.resolve("steps");
  }

  private Subscriber output(ControlledQuery query, String name) throws IOException {
    return query.isTable() ? null : new LineFile(directory.resolve(name));
  }

  /** What ran before the next step must be recorded; what this one does may be. */
  private void open(ControlStep next) throws IOException {
    run = new DurableRun(config);
    try {
      recover(next, next.running());
    } catch (IllegalStateException e) {
      if (next.action() != Action.REPLACE) {
        throw e;
      }
      // It was replaced already, and its state does not fit what it was before.
      run.close();
      run = new DurableRun(config);
      Map<String, ControlledQuery> running = new LinkedHashMap<>(next.running());
      running.put(next.name(), next.query());
      recover(next, running);
    }
  }

  private void recover(ControlStep next, Map<String, ControlledQuery> running) throws IOException {
    if (feeds) {
      run.engine().execute(RandomControl.COPIES);
      run.engine().durable().feed("copies", RandomControl.FEED);
    }
    if (returns) {
      run.engine().execute(RandomControl.RETURNS);
    }
    for (var each : running.entrySet()) {
      each.getValue().declare(run, each.getKey(), output(each.getValue(), each.getKey()));
    }
    if (next.action() == Action.ADD && !next.query().isTable()) {
      next.query().declare(run, next.name(), output(next.query(), next.name()));
    }
    CrashProgram.say("recovering");
    RecoveryReport report = run.recover();
    CrashProgram.say("recovered " + report);
    published = run.recorded();
    if (returns) {
      back = run.engine().durable().publisher("returns", "back");
      returned = back.position().rows();
    }
    running.forEach(
        (name, query) -> {
          boolean mayBeGone = next.action() == Action.CANCEL && name.equals(next.name());
          if (find(query, name) == null && !mayBeGone) {
            throw new AssertionError(
                "lost: query=" + name + ", next=" + next + ", report=" + report);
          }
        });
  }

  private Object find(ControlledQuery query, String name) {
    return query.isTable() ? run.engine().findTable(name) : run.engine().durable().find(name);
  }

  private void publish(long rows) {
    for (long row = published; row < rows; row += PIECE) {
      run.publish(row, Math.min(rows, row + PIECE));
      giveBack(Math.min(rows, row + PIECE));
      CrashProgram.say("row " + row);
    }
    published = Math.max(published, rows);
    if (returns) {
      giveBack(rows);
      back.flush();
    }
    run.orders().flush();
    if (feeds) {
      run.flush();
    }
  }

  /** A third as many come back as were ordered. */
  private void giveBack(long ordered) {
    if (returns) {
      DurableRun.publish(back, returned, ordered / 3);
      returned = Math.max(returned, ordered / 3);
    }
  }

  private void act(ControlStep step) throws IOException {
    switch (step.action()) {
      case ADD -> {
        if (find(step.query(), step.name()) == null) {
          step.query().start(run, step.name(), output(step.query(), step.name()));
        }
      }
      case ADD_UNNAMED -> step.query().startUnnamed(run);
      case PAUSE -> query(step).pause();
      case RESUME -> query(step).resume();
      case REPLACE -> query(step).replace(step.query().sql());
      case CANCEL -> cancel(step.name(), step.running().get(step.name()));
      case CHECKPOINT -> run.engine().durable().checkpoint();
      case END -> {
        run.flush();
        for (var each : step.running().entrySet()) {
          read(each.getKey(), each.getValue());
        }
      }
    }
  }

  private Query query(ControlStep step) {
    return run.engine().durable().find(step.name());
  }

  private void cancel(String name, ControlledQuery query) throws IOException {
    run.flush();
    read(name, query);
    if (query.isTable()) {
      run.engine().findTable(name).close();
    } else if (find(query, name) != null) {
      run.engine().durable().find(name).cancel();
    }
  }

  /** Writes what a table holds to its file, if it is not there. */
  private void read(String name, ControlledQuery query) throws IOException {
    Path file = directory.resolve(name);
    if (!query.isTable() || Files.exists(file)) {
      return;
    }
    List<String> rows = RowLines.ofTotals(run.engine().findTable(name));
    Files.move(Files.write(directory.resolve(name + ".new"), rows), file);
  }
}
