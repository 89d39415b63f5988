package io.millrace.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.millrace.batch.RecordBatch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("chronicle")
class JournalWriterTest {
  private static final long TOLERATED_BYTES = 4096;
  private static final int MOST_TRIES = 10_000_000;

  private final long seed = new Random().nextLong();
  private final SampleRecords records = new SampleRecords(seed, 300);
  private final JournalEntry entry = new JournalEntry();

  private FaultyDisk disk;

  @TempDir private Path directory;

  private JournalWriter writerOnFaultyDisk() {
    return new JournalWriter(directory, AllTypes.SCHEMA, 0, file -> disk = new FaultyDisk(file));
  }

  private long read() {
    try (JournalReader reader = new JournalReader(directory, AllTypes.SCHEMA, 0)) {
      long read = records.read(reader, 0);
      assertThat(reader.damage()).isEmpty();
      return read;
    }
  }

  @Test
  void shouldAllocateNothingOnceBuffersAreLargeEnough() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    RecordBatch batch =
        AllTypes.fill(new RecordBatch(AllTypes.SCHEMA, 100), 100, new SplittableRandom(seed));
    byte[] control = new byte[50];
    try (JournalWriter writer = new JournalWriter(directory, AllTypes.SCHEMA, 0)) {
      long least = Long.MAX_VALUE;
      long next = 0;
      for (int round = 0; round < 8 && least > TOLERATED_BYTES; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 4000; i++, next++) {
          entry.set(next, 0, next);
          if (i % 4 == 0) {
            writer.append(entry, control, i % 50);
          } else {
            writer.append(entry, batch);
          }
        }
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertThat(least).isLessThanOrEqualTo(TOLERATED_BYTES);
    }
  }

  @Test
  void shouldLeaveNoThreadBehindWhenItIsClosed() {
    Set<String> before = threads();
    try (JournalWriter writer = new JournalWriter(directory, AllTypes.SCHEMA, 0)) {
      records.append(writer, 0, 100);
      assertThat(threads()).contains("millrace-journal-space");
    }
    Set<String> left = threads();
    left.removeAll(before);
    assertThat(left).noneMatch(name -> name.contains("journal") || name.contains("~"));
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .collect(Collectors.toSet());
  }

  @Test
  void shouldGoOnWhenTheThreadIsInterrupted() {
    try (JournalWriter writer = new JournalWriter(directory, AllTypes.SCHEMA, 0)) {
      for (int i = 0; i < 400; i++) {
        Thread.currentThread().interrupt();
        records.append(writer, i);
        if (i % 100 == 1) {
          writer.force();
        }
      }
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(read()).isEqualTo(400);
  }

  @Test
  void shouldWorkWhenEachCallIsMadeByAnotherThread() throws Exception {
    JournalWriter writer = writerOnFaultyDisk();
    disk.slow = true;
    for (int i = 0; i < 10; i++) {
      long from = 40L * i;
      run(() -> records.append(writer, from, from + 40));
      run(writer::force);
    }
    run(writer::close);
    assertThat(read()).isEqualTo(400);
  }

  private static void run(Runnable work) throws InterruptedException {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread = new Thread(work);
    thread.setUncaughtExceptionHandler((which, e) -> failure.set(e));
    thread.start();
    thread.join();
    assertThat(failure).hasNullValue();
  }

  @Test
  void shouldFailBeforeAnythingIsLostWhenTheDiskIsFull() {
    long appended = 0;
    try (JournalWriter writer = writerOnFaultyDisk()) {
      for (long limit : new long[] {2 << 20, 5 << 20, 6 << 20}) {
        disk.room = limit;
        long from = appended;
        appended = appendUntilFull(writer, from, limit);
        assertThat(appended).isGreaterThan(from);
        assertThat(writer.bytes()).isBetween(limit / 2, limit);
        assertThat(read()).isEqualTo(appended);
      }
      disk.room = Long.MAX_VALUE;
      records.append(writer, appended, appended + 100);
    }
    assertThat(read()).isEqualTo(appended + 100);
  }

  /**
   * Until a record does not fit any more. What is refused while the space ahead is being made is
   * tried again, as it may fit then.
   */
  private long appendUntilFull(JournalWriter writer, long from, long limit) {
    long next = from;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      try {
        records.append(writer, next);
        next++;
      } catch (JournalException e) {
        assertThat(e)
            .hasMessageStartingWith("journal cannot be written: segment=")
            .hasMessageContaining(", sequence=" + next + ", bytes=")
            .hasMessageEndingWith("cause=No space left on device; make room on the disk");
        if (writer.bytes() > limit / 2) {
          return next;
        }
      }
    }
    throw new AssertionError("never full");
  }

  @Test
  void shouldTakeNothingMoreWhenTheDiskHasNotStored() {
    try (JournalWriter writer = writerOnFaultyDisk()) {
      records.append(writer, 0, 10);
      writer.force();
      records.append(writer, 10, 20);
      disk.stores = false;
      assertThatThrownBy(writer::force)
          .isInstanceOf(JournalException.class)
          .hasMessageStartingWith("journal cannot be stored: segment=")
          .hasMessageEndingWith("cause=Input/output error");
      disk.stores = true;
      assertThatThrownBy(writer::force)
          .isInstanceOf(JournalException.class)
          .hasMessageStartingWith("journal was not stored when it should have been: segment=");
      assertThatThrownBy(() -> records.append(writer, 20)).isInstanceOf(JournalException.class);
    }
    assertThat(read()).isEqualTo(20);
  }

  /** The system tells what of a mapped file the disk has not got yet. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldLeaveNoPageDirtyWhenItWasForced() throws IOException {
    try (JournalWriter writer = new JournalWriter(directory, AllTypes.SCHEMA, 0)) {
      records.append(writer, 0, 100);
      assertThat(dirtyKibibytes()).isPositive();
      writer.force();
      assertThat(dirtyKibibytes()).isZero();
      records.append(writer, 100);
      assertThat(dirtyKibibytes()).isPositive();
      writer.force();
      assertThat(dirtyKibibytes()).isZero();
    }
    assertThat(read()).isEqualTo(101);
  }

  private long dirtyKibibytes() throws IOException {
    long sum = 0;
    boolean ours = false;
    for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
      if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
        ours = line.contains(directory.toString()) && line.endsWith(".cq4");
      } else if (ours && line.matches("(Shared|Private)_Dirty:.*")) {
        sum += Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return sum;
  }
}
