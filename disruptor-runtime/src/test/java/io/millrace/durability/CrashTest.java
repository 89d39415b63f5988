package io.millrace.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.table.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process is killed at random instants, also while it recovers and while it takes checkpoints;
 * what its queries have put out, and their state, is in the end what an undisturbed run has.
 */
@Tag("chronicle")
class CrashTest {
  private static final long ROWS = 20_000;
  private static final int MOST_LINES = 60;
  private static final List<String> FILES =
      List.of("totals", "windows", "numbers", "large", CrashProgram.STATE);

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(JournalMode.class)
  void shouldPutOutTheSameWhenItIsKilledFiveTimes(JournalMode mode) throws Exception {
    long seed = System.nanoTime();
    Path expected = undisturbed();
    Path killed = Files.createDirectory(directory.resolve("killed"));
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 5; i++) {
      runAndKill(killed, mode, 1, random);
    }
    finish(killed, mode, 1);
    for (String query : List.of("totals", "numbers", "large")) {
      assertThat(killed.resolve(query))
          .as("seed %d, mode %s, query %s", seed, mode, query)
          .hasSameBinaryContentAs(expected.resolve(query));
    }
    // Groups have no order of their own: it depends on how rows were batched.
    for (String file : List.of("windows", CrashProgram.STATE)) {
      assertThat(sorted(killed.resolve(file)))
          .as("seed %d, mode %s, %s", seed, mode, file)
          .isEqualTo(sorted(expected.resolve(file)));
    }
  }

  @ParameterizedTest
  @EnumSource(JournalMode.class)
  @Tag("soak")
  void shouldPutOutTheSameRowsWhenItIsKilledTwoHundredTimes(JournalMode mode) throws Exception {
    killOften(random -> mode);
  }

  @Test
  @Tag("soak")
  void shouldPutOutTheSameRowsWhenItIsKilledTwoHundredTimesInAnyMode() throws Exception {
    killOften(CrashTest::mode);
  }

  /** Ten times in each of twenty directories, with other partitions each time. */
  private void killOften(Function<SplittableRandom, JournalMode> modes) throws Exception {
    long seed = Long.getLong("crash.seed", System.nanoTime());
    Path expected = undisturbed();
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 20; round++) {
      Path killed = Files.createDirectory(directory.resolve("killed-" + round));
      for (int i = 0; i < 10; i++) {
        runAndKill(killed, modes.apply(random), 1 + random.nextInt(4), random);
      }
      finish(killed, modes.apply(random), 1 + random.nextInt(4));
      for (String file : FILES) {
        assertThat(sorted(killed.resolve(file)))
            .as("seed %d, round %d, %s", seed, round, file)
            .isEqualTo(sorted(expected.resolve(file)));
      }
    }
  }

  private static JournalMode mode(SplittableRandom random) {
    JournalMode[] modes = JournalMode.values();
    return modes[random.nextInt(modes.length)];
  }

  private Path undisturbed() throws IOException {
    Path expected = Files.createDirectory(directory.resolve("expected"));
    CrashProgram.run(expected, JournalMode.NONE, 1, ROWS);
    return expected;
  }

  /** Lets it say some lines, then kills it while it goes on. */
  private static void runAndKill(
      Path directory, JournalMode mode, int partitions, SplittableRandom random)
      throws IOException, InterruptedException {
    try (ChildProcess child = start(directory, mode, partitions)) {
      int lines = random.nextInt(MOST_LINES);
      String line = "";
      for (int i = 0; i < lines && line != null && !line.equals("done"); i++) {
        line = child.line();
      }
      child.kill();
    }
  }

  private static void finish(Path directory, JournalMode mode, int partitions)
      throws IOException, InterruptedException {
    try (ChildProcess child = start(directory, mode, partitions)) {
      List<String> said = child.lines();
      assertThat(said).last().isEqualTo("done");
    }
  }

  private static ChildProcess start(Path directory, JournalMode mode, int partitions)
      throws IOException {
    return ChildProcess.start(
        CrashProgram.class,
        directory.toString(),
        mode.name(),
        Integer.toString(partitions),
        Long.toString(ROWS));
  }

  private static List<String> sorted(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.sorted().toList();
    }
  }
}
