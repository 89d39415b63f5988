package io.millrace.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.millrace.storage.Storage;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values go in and come out without garbage, whatever their number. */
class StateFileAllocationTest {
  private static final int VALUES = 200_000;
  private static final int MOST_ROUNDS = 5;
  private static final long TOLERATED_BYTES = 8_192;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir private Path directory;

  /** Bytes of the round that allocated least: the JVM itself can add, but not to every round. */
  private static long leastAllocated(Runnable round) {
    long thread = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < MOST_ROUNDS && least >= TOLERATED_BYTES; i++) {
      long before = THREADS.getThreadAllocatedBytes(thread);
      round.run();
      least = Math.min(least, THREADS.getThreadAllocatedBytes(thread) - before);
    }
    return least;
  }

  private static void put(StateFileWriter writer, byte[] bytes) {
    for (int i = 0; i < VALUES; i++) {
      writer.putLong(i);
      writer.putBytes(bytes, 0, i % bytes.length);
    }
  }

  private static long get(StateFileReader reader, byte[] bytes) {
    long sum = 0;
    for (int i = 0; i < VALUES; i++) {
      sum += reader.getLong();
      reader.getBytes(bytes, 0, i % bytes.length);
    }
    return sum;
  }

  @Test
  void shouldAllocateNothingForAValue() {
    Storage storage = Storage.in(directory);
    byte[] bytes = new byte[30];
    try (StateFileWriter writer =
        new StateFileWriter(
            storage.create("state"),
            "state",
            StateFileDescriptor.STATE,
            StateFileDescriptor.BLOCK_BYTES)) {
      put(writer, bytes);
      assertThat(leastAllocated(() -> put(writer, bytes))).isLessThan(TOLERATED_BYTES);
      for (int i = 0; i < MOST_ROUNDS; i++) {
        put(writer, bytes);
      }
      writer.finish();
    }
    try (StateFileReader reader =
        StateFileReader.open(storage, "state", StateFileDescriptor.STATE)) {
      assertThat(get(reader, bytes)).isPositive();
      assertThat(leastAllocated(() -> get(reader, bytes))).isLessThan(TOLERATED_BYTES);
    }
  }
}
