package io.millrace.durability;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.publish.StreamPublisher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs durable engines, each on a thread, over a fixed input that can be read again, takes
 * checkpoints all the time, and prints what they are at, so that it can be killed anywhere.
 */
final class CrashProgram {
  static final String[] QUERIES = {"totals", "windows", "numbers", "large"};

  /**
   * The file with the state of all queries that have some, before the end of input, one group or
   * row a line.
   */
  static final String STATE = "state";

  private static final int STEP = 250;

  private CrashProgram() {}

  /**
   * Rows; then for each engine its directory, mode and number of partitions. Says {@code done} when
   * all are.
   */
  public static void main(String[] args) throws InterruptedException {
    long rows = Long.parseLong(args[0]);
    List<Runnable> engines = new ArrayList<>();
    for (int i = 1; i < args.length; i += 3) {
      Path directory = Path.of(args[i]);
      JournalMode mode = JournalMode.valueOf(args[i + 1]);
      int partitions = Integer.parseInt(args[i + 2]);
      engines.add(() -> run(directory, mode, partitions, rows));
    }
    runAll(engines);
  }

  /** Runs each on a thread of its own; says {@code done} if none has thrown. */
  static void runAll(List<Runnable> engines) throws InterruptedException {
    AtomicInteger open = new AtomicInteger(engines.size());
    List<Thread> threads = new ArrayList<>();
    for (Runnable engine : engines) {
      threads.add(
          new Thread(
              () -> {
                engine.run();
                open.decrementAndGet();
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    if (open.get() == 0) {
      say("done");
    }
  }

  static void run(Path directory, JournalMode mode, int partitions, long rows) {
    Durability durability =
        Durability.in(directory.resolve("durable")).withJournal(mode).withCheckpointsKept(2);
    MillraceConfig config =
        MillraceConfig.defaults()
            .withPartitions(partitions)
            .withBatchRows(64)
            .withRingSlots(8)
            .withDurability(durability);
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(DurableRun.DDL);
      String[] sql = {
        RecoveryTest.TOTALS, RecoveryTest.WINDOWS, RecoveryTest.NUMBERS, RecoveryTest.LARGE
      };
      for (int i = 0; i < QUERIES.length; i++) {
        LineFile file = new LineFile(directory.resolve(QUERIES[i]));
        engine.durable().subscribe(QUERIES[i], sql[i], Delivery.ORDERED, file);
      }
      say("recovering");
      engine.durable().recover();
      say(position(engine, directory, "recovered"));
      if (!engine.durable().hasEnded("orders")) {
        publish(engine, directory, rows);
        Files.writeString(
            directory.resolve(STATE), state(engine), CREATE, TRUNCATE_EXISTING, WRITE, SYNC);
        engine.endInput("orders");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    say("ended");
  }

  /** How many rows are recorded, for {@link RecordedRows}. */
  private static String position(Millrace engine, Path directory, String verb) {
    long rows = engine.durable().position("orders", "test").rows();
    return directory.getFileName() + " " + verb + " " + rows;
  }

  private static void publish(Millrace engine, Path directory, long rows) {
    try (StreamPublisher orders = engine.durable().publisher("orders", "test")) {
      for (long row = orders.position().rows(); row < rows; row += STEP) {
        DurableRun.publish(orders, row, Math.min(rows, row + STEP));
        say("row " + row);
        if (row / STEP % 4 == 1) {
          say(position(engine, directory, "recorded"));
        }
        if (row / STEP % 8 == 7) {
          say("checkpoint");
          engine.durable().checkpoint();
          say("checkpoint taken");
        }
      }
    }
  }

  private static String state(Millrace engine) {
    StringBuilder state = new StringBuilder();
    for (String name : List.of("totals", "windows", "numbers")) {
      engine
          .durable()
          .find(name)
          .inspect((batch, partition, sequence) -> RowLines.append(batch, state));
    }
    return state.toString();
  }

  @SuppressWarnings("SystemOut")
  static void say(String line) {
    System.out.print(line + "\n");
    System.out.flush();
  }
}
