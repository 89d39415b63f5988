package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.batch.RecordBatch;
import io.millrace.publish.StreamPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Money moves between accounts, both legs in one sequence: no version may ever show a total other
 * than none, whatever happens beside it.
 */
class TableTransferTest {
  private static final int ACCOUNTS = 2000;
  private static final int BATCHES = 3000;
  private static final int READERS = 3;

  private volatile boolean done;

  @ParameterizedTest
  @CsvSource({"1,2", "1,64", "3,2", "3,64", "3,1024"})
  void shouldKeepTheTotalInEveryVersionWhenReadersAndWriterRace(int partitions, int batchRows)
      throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    try (Millrace engine =
        Millrace.start(
            MillraceConfig.defaults().withPartitions(partitions).withBatchRows(batchRows))) {
      engine.execute("CREATE STREAM legs (account BIGINT NOT NULL, amount BIGINT NOT NULL)");
      Table balances =
          engine.table(
              "SELECT account, SUM(amount) AS balance, COUNT(*) AS n FROM legs GROUP BY account");
      List<Future<Long>> found = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        Random own = new Random(random.nextLong());
        found.add(readers.submit((Callable<Long>) () -> read(balances, own)));
      }
      StreamPublisher legs = engine.publisher("legs");
      RecordBatch batch = new RecordBatch(legs.stream().schema(), batchRows);
      long published = 0;
      for (int i = 0; i < BATCHES; i++) {
        fill(batch, random);
        published += batch.rowCount();
        batch = legs.exchange(batch);
        if (i % 1000 == 0) {
          engine.drain();
        }
      }
      engine.drain();
      done = true;
      for (Future<Long> reader : found) {
        assertThat(reader.get()).as("seed=" + seed).isPositive();
      }
      try (TableVersion version = balances.version()) {
        assertThat(legs(version)).as("seed=" + seed).isEqualTo(published);
      }
    } finally {
      done = true;
      readers.shutdownNow();
    }
  }

  /** Transfers, half of a batch or less, so that many leaves stay untouched. */
  private static void fill(RecordBatch batch, Random random) {
    int rows = 2 + 2 * random.nextInt(batch.capacity() / 2);
    for (int row = 0; row < rows; row += 2) {
      long amount = random.nextInt(1000);
      batch.column(0).longs()[row] = random.nextInt(ACCOUNTS);
      batch.column(1).longs()[row] = -amount;
      batch.column(0).longs()[row + 1] = random.nextInt(ACCOUNTS);
      batch.column(1).longs()[row + 1] = amount;
    }
    batch.rowCount(rows);
  }

  /** Takes versions until the writer is done; how many. */
  private long read(Table balances, Random random) {
    long taken = 0;
    long lastSequence = -1;
    List<TableVersion> held = new ArrayList<>();
    List<Long> checksums = new ArrayList<>();
    while (!done || taken == 0) {
      TableVersion version = balances.version();
      taken++;
      assertThat(version.sequence()).isGreaterThanOrEqualTo(lastSequence);
      lastSequence = version.sequence();
      assertThat(total(version)).isZero();
      assertThat(legs(version) % 2).isZero();
      if (random.nextInt(4) == 0) {
        held.add(version);
        checksums.add(checksum(version));
      } else {
        version.close();
      }
      if (held.size() > 5) {
        int old = random.nextInt(held.size());
        assertThat(checksum(held.get(old))).isEqualTo(checksums.remove(old));
        held.remove(old).close();
      }
    }
    for (int i = 0; i < held.size(); i++) {
      assertThat(checksum(held.get(i))).isEqualTo(checksums.get(i));
      held.get(i).close();
    }
    return taken;
  }

  private static long total(TableVersion version) {
    return sum(version, 1);
  }

  private static long legs(TableVersion version) {
    return sum(version, 2);
  }

  private static long sum(TableVersion version, int column) {
    long sum = 0;
    for (TableCursor cursor = version.scan(); cursor.next(); ) {
      sum += cursor.row().getLong(column);
    }
    return sum;
  }

  private static long checksum(TableVersion version) {
    long sum = version.sequence() * 31 + version.rowCount();
    for (TableCursor cursor = version.scan(); cursor.next(); ) {
      for (int column = 0; column < 3; column++) {
        sum = sum * 31 + cursor.row().getLong(column);
      }
    }
    return sum;
  }
}
