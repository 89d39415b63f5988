package io.millrace.perf.journal;

import io.millrace.batch.RecordBatch;
import io.millrace.journal.QueueParts;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import io.millrace.type.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Measures the journal of a ring beside plain writes and a plain queue: {@code DIRECTORY BATCHES
 * ROUNDS}. Prints microseconds a batch on the wall clock, of the calling thread and of the whole
 * process, each the least of the rounds, and bytes a batch.
 *
 * <pre>
 * batches --> encode, checksum --> mapped file      one thread
 *                                      ^
 *              zeros, some MiB ahead --+            another thread
 * </pre>
 */
public final class JournalBenchmark {
  private static final int ROWS = 1024;
  private static final int DISTINCT = 64;
  private static final int CUSTOMERS = 10_000;
  private static final int SINGLES = 50;
  private static final int FORCES = 200;
  private static final int[] GROUPS = {1, 4, 16, 64};

  private final Path directory;
  private final int batches;
  private final int rounds;
  private final Schema schema;
  private final RecordBatch[] orders;

  private JournalBenchmark(Path directory, int batches, int rounds) {
    this.directory = directory;
    this.batches = batches;
    this.rounds = rounds;
    Workload workload = new Workload(Scenario.S2, (long) DISTINCT * ROWS, ROWS, CUSTOMERS);
    this.orders = workload.batches();
    this.schema = workload.stream().schema();
  }

  /** Measures all of it. */
  public static void main(String[] arguments) throws Exception {
    QueueParts.check();
    Path directory = Path.of(arguments[0]);
    Files.createDirectories(directory);
    new JournalBenchmark(directory, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]))
        .run();
  }

  private void run() throws Exception {
    System.out.printf("%-38s %8s %8s %8s %8s%n", "us", "wall", "thread", "process", "bytes");
    RecordBatch[] noise = noise();
    RecordBatch single = new RecordBatch(schema, 1);
    single.appendRow(orders[0], 0);
    RecordBatch[] singles = {single};
    int singleCount = SINGLES * batches;
    Path path = directory.resolve("measured");
    PlainWork plain = new PlainWork(path, directory.resolve("zeros"), batches);
    measure("file, fresh", batches, plain::writeFresh);
    plain.writeZeros();
    measure("file, over zeros", batches, plain::writeOver);
    plain.removeZeros();
    measure("queue alone, fresh", batches, plain::writeQueue);
    JournalWork work = new JournalWork(path, schema);
    measure("journal, 1024 orders", batches, () -> work.write(orders, batches));
    measure("journal, 1024 x 5 random longs", batches, () -> work.write(noise, batches));
    measure("journal, 1 order", singleCount, () -> work.write(singles, singleCount));
    for (int group : GROUPS) {
      int count = FORCES * group;
      measure(
          "journal, 1024 orders, forced by " + group,
          count,
          () -> work.force(orders, count, group));
    }
    plain.writeQueue();
    measureKept("queue alone, read", batches, plain::readQueue);
    remove(path);
    work.write(orders, batches);
    measureKept("journal, read 1024 orders", batches, () -> work.read(batches, ROWS));
    remove(path);
    work.write(noise, batches);
    measureKept("journal, read 1024 x 5 random longs", batches, () -> work.read(batches, ROWS));
    remove(path);
    work.write(singles, singleCount);
    measureKept("journal, read 1 order", singleCount, () -> work.read(singleCount, 1));
    remove(path);
  }

  /** Batches of which nothing can be left out. */
  private RecordBatch[] noise() {
    SplittableRandom random = new SplittableRandom(1);
    RecordBatch[] noise = new RecordBatch[DISTINCT];
    for (int i = 0; i < DISTINCT; i++) {
      noise[i] = new RecordBatch(schema, ROWS);
      for (int column = 0; column < schema.size(); column++) {
        long[] values = noise[i].column(column).longs();
        for (int row = 0; row < ROWS; row++) {
          values[row] = random.nextLong();
        }
      }
      noise[i].rowCount(ROWS);
    }
    return noise;
  }

  private void measure(String name, long units, Cost.Work work) throws Exception {
    measure(name, units, work, true);
  }

  private void measureKept(String name, long units, Cost.Work work) throws Exception {
    measure(name, units, work, false);
  }

  private void measure(String name, long units, Cost.Work work, boolean removes) throws Exception {
    Cost least = null;
    for (int i = 0; i < rounds; i++) {
      least = Cost.of(units, work).least(least);
      if (removes) {
        remove(directory.resolve("measured"));
      }
    }
    System.out.printf("%-38s %s%n", name, least);
  }

  private static void remove(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      try (Stream<Path> files = Files.list(path)) {
        for (Path file : files.toList()) {
          remove(file);
        }
      }
    }
    Files.deleteIfExists(path);
  }
}
