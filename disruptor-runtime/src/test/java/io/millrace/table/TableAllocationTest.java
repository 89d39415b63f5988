package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.WaitMode;
import io.millrace.publish.RowWriter;
import io.millrace.publish.StreamPublisher;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that nobody reads makes no garbage, nor does a reader who uses keys and one version. */
class TableAllocationTest {
  private static final String NAME = "table-allocation";
  private static final int ROWS = 200_000;
  private static final int KEYS = 5_000;
  private static final int MOST_ROUNDS = 5;
  private static final long TOLERATED_BYTES = 16_384;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final byte[][] names = new byte[KEYS][];
  private final byte[] name = "some name of a symbol".getBytes(StandardCharsets.UTF_8);

  private void publish(StreamPublisher trades) {
    RowWriter row = trades.row();
    for (int i = 0; i < ROWS; i++) {
      byte[] symbol = names[(int) (i * 7919L % KEYS)];
      row.setVarchar(0, symbol, 0, symbol.length).setLong(1, i).setVarchar(2, name, 0, name.length);
      row.end();
    }
    trades.flush();
  }

  private static long allocatedBytes() {
    long sum = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith(NAME)) {
        sum += THREADS.getThreadAllocatedBytes(thread.getId());
      }
    }
    return sum;
  }

  /** Bytes of the round that allocated least: the JVM itself can add, but not to every round. */
  private static long leastAllocated(Runnable round) {
    LongSupplier allocated = TableAllocationTest::allocatedBytes;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < MOST_ROUNDS && least >= TOLERATED_BYTES; i++) {
      long looking = -allocated.getAsLong() + allocated.getAsLong();
      long before = allocated.getAsLong();
      round.run();
      least = Math.min(least, allocated.getAsLong() - before - looking);
    }
    return least;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldAllocateNothingWhenKeysAreKnownAndNobodyReads(int partitions) {
    for (int i = 0; i < KEYS; i++) {
      names[i] = ("symbol " + i).getBytes(StandardCharsets.UTF_8);
    }
    MillraceConfig config =
        MillraceConfig.defaults()
            .withName(NAME)
            .withPartitions(partitions)
            .withWaitMode(WaitMode.YIELDING);
    try (Millrace engine = Millrace.start(config)) {
      engine.execute("CREATE STREAM trades (symbol VARCHAR, amount BIGINT, name VARCHAR)");
      Table totals =
          engine.table(
              "SELECT symbol, SUM(amount) AS total, MAX(name) AS name, COUNT(*) AS n FROM trades"
                  + " GROUP BY symbol");
      StreamPublisher trades = engine.publisher("trades");
      publish(trades);
      engine.drain();
      assertThat(
              leastAllocated(
                  () -> {
                    publish(trades);
                    engine.drain();
                  }))
          .isLessThan(TOLERATED_BYTES);
      try (TableVersion version = totals.version()) {
        assertThat(version.rowCount()).isEqualTo(KEYS);
        TableKey key = totals.key();
        assertThat(leastAllocated(() -> readAll(version, key))).isLessThan(TOLERATED_BYTES);
      }
    }
  }

  private void readAll(TableVersion version, TableKey key) {
    long sum = 0;
    for (int i = 0; i < ROWS; i++) {
      byte[] symbol = names[i % KEYS];
      sum += version.find(key.clear().setVarchar(0, symbol, 0, symbol.length)).getLong(3);
    }
    for (TableCursor cursor = version.scan(); cursor.next(); ) {
      sum += cursor.row().getLong(3);
    }
    assertThat(sum).isPositive();
  }
}
