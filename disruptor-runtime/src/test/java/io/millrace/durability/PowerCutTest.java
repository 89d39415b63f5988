package io.millrace.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.millrace.table.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine that fails, really: an engine in each mode has all its files on a file system that
 * forgets at random instants what was not forced. What is recorded under {@code FORCED}, or is in a
 * checkpoint, is there behind it, and in the end all have put out what an undisturbed run has.
 * Needs the right to mount a disk.
 */
@Tag("chronicle")
@Tag("soak")
@Timeout(1_800)
class PowerCutTest {
  private static final long ROWS = 20_000;
  private static final int ROUNDS = 4;
  private static final int CUTS = 10;
  private static final int MOST_LINES = 60;
  private static final Set<String> KEEPING =
      Set.of(JournalMode.NONE.name(), JournalMode.FORCED.name());

  private final long seed = Long.getLong("crash.seed", System.nanoTime());
  private final SplittableRandom random = new SplittableRandom(seed);

  @TempDir private Path directory;

  @Test
  void shouldPutOutTheSameRowsWhenThePowerIsCut() throws Exception {
    assumeThat(disk("make")).as("the right to mount a disk").isZero();
    try {
      Path expected = Files.createDirectory(directory.resolve("expected"));
      CrashProgram.run(expected, JournalMode.NONE, 1, ROWS);
      long lost = 0;
      for (int round = 0; round < ROUNDS; round++) {
        lost += cutAndFinish(expected, round);
      }
      assertThat(lost).as("rows that only the system had").isPositive();
    } finally {
      disk("remove");
    }
  }

  /** Gives back how many rows were lost though they were recorded, where that may be. */
  private long cutAndFinish(Path expected, int round) throws Exception {
    RecordedRows rows = new RecordedRows(KEEPING);
    String about = "seed " + seed + ", round " + round;
    Path own = Files.createDirectory(directory.resolve("disk").resolve("round-" + round));
    List<CrashedEngine> engines = CrashedEngine.ofEachMode(own);
    for (int cut = 0; cut < CUTS; cut++) {
      runAndCut(CrashedEngine.repartitioned(engines, random), rows, about + ", cut " + cut);
    }
    rows.readToEnd(engines, ROWS, about);
    for (CrashedEngine engine : engines) {
      engine.assertSameLines(expected, about);
    }
    return rows.lost();
  }

  private void runAndCut(List<CrashedEngine> engines, RecordedRows rows, String about)
      throws Exception {
    try (ChildProcess child = CrashedEngine.start(engines, ROWS)) {
      rows.readSome(child, random.nextInt(MOST_LINES * engines.size()), about);
      assertThat(disk("cut")).as(about).isZero();
      child.killAndRead().forEach(said -> rows.read(said, about));
    }
    assertThat(disk("mount")).as(about).isZero();
  }

  private int disk(String command) throws IOException, InterruptedException {
    return new ProcessBuilder("src/test/sh/power-cut-disk", command, directory.toString())
        .inheritIO()
        .start()
        .waitFor();
  }
}
