package io.millrace.durability;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.publish.StreamPublisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs a durable engine over a fixed input that can be read again, takes checkpoints all the time,
 * and prints what it is at, so that it can be killed anywhere.
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

  /** Directory, mode, partitions, rows. */
  public static void main(String[] args) throws IOException {
    run(
        Path.of(args[0]),
        JournalMode.valueOf(args[1]),
        Integer.parseInt(args[2]),
        Long.parseLong(args[3]));
  }

  static void run(Path directory, JournalMode mode, int partitions, long rows) throws IOException {
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
      say("recovered");
      if (!engine.durable().hasEnded("orders")) {
        publish(engine, rows);
        Files.writeString(directory.resolve(STATE), state(engine));
        engine.endInput("orders");
      }
    }
    say("done");
  }

  private static void publish(Millrace engine, long rows) {
    try (StreamPublisher orders = engine.durable().publisher("orders", "test")) {
      for (long row = orders.position().rows(); row < rows; row += STEP) {
        DurableRun.publish(orders, row, Math.min(rows, row + STEP));
        say("row " + row);
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
  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
