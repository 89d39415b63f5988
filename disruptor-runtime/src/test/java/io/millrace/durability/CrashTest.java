package io.millrace.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.table.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process with an engine in each mode is killed at random instants, also while it recovers and
 * while it takes checkpoints; what its queries have put out, and their state, is in the end what an
 * undisturbed run has.
 */
@Tag("chronicle")
class CrashTest {
  private static final long ROWS = 20_000;
  private static final int MOST_LINES = 60;
  private static final Set<String> ENGINES = Set.of("NONE", "MEMORY", "WRITTEN", "FORCED", "any");

  @TempDir private Path directory;

  @Test
  void shouldPutOutTheSameWhenItIsKilledFiveTimesInEachMode() throws Exception {
    long seed = Long.getLong("crash.seed", System.nanoTime());
    Path expected = undisturbed();
    List<CrashedEngine> engines = CrashedEngine.ofEachMode(directory);
    SplittableRandom random = new SplittableRandom(seed);
    RecordedRows rows = new RecordedRows(ENGINES);
    for (int i = 0; i < 5; i++) {
      runAndKill(engines, random, rows, "seed " + seed);
    }
    rows.readToEnd(engines, ROWS, "seed " + seed);
    for (CrashedEngine engine : engines) {
      String about = "seed " + seed + ", " + engine;
      for (String query : List.of("totals", "numbers", "large")) {
        assertThat(engine.directory().resolve(query))
            .as(about + ", " + query)
            .hasSameBinaryContentAs(expected.resolve(query));
      }
      // Groups have no order of their own: it depends on how rows were batched.
      engine.assertSameLines(expected, List.of("windows", CrashProgram.STATE), about);
    }
  }

  /** Ten times in each of twenty directories a mode, and with any mode, with other partitions. */
  @Test
  @Tag("soak")
  void shouldPutOutTheSameRowsWhenItIsKilledTwoHundredTimesInEachMode() throws Exception {
    long seed = Long.getLong("crash.seed", System.nanoTime());
    Path expected = undisturbed();
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 20; round++) {
      Path killed = Files.createDirectory(directory.resolve("killed-" + round));
      List<CrashedEngine> engines = CrashedEngine.ofEachMode(killed);
      Path inAnyMode = Files.createDirectory(killed.resolve("any"));
      String about = "seed " + seed + ", round " + round;
      RecordedRows rows = new RecordedRows(ENGINES);
      for (int i = 0; i < 10; i++) {
        runAndKill(changed(engines, inAnyMode, random), random, rows, about);
      }
      List<CrashedEngine> last = changed(engines, inAnyMode, random);
      rows.readToEnd(last, ROWS, about);
      for (CrashedEngine engine : last) {
        engine.assertSameLines(expected, about);
      }
    }
  }

  /** The engines with other partitions, and one more in another mode than before. */
  private static List<CrashedEngine> changed(
      List<CrashedEngine> engines, Path inAnyMode, SplittableRandom random) {
    List<CrashedEngine> changed = CrashedEngine.repartitioned(engines, random);
    changed.add(new CrashedEngine(inAnyMode, mode(random), 1 + random.nextInt(4)));
    return changed;
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
      List<CrashedEngine> engines, SplittableRandom random, RecordedRows rows, String about)
      throws IOException, InterruptedException {
    try (ChildProcess child = CrashedEngine.start(engines, ROWS)) {
      rows.readSome(child, random.nextInt(MOST_LINES * engines.size()), about);
      child.killAndRead().forEach(said -> rows.read(said, about));
    }
  }
}
