package io.millrace.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is done with queries, and however often the process is killed or closed between: they
 * put out what they do in one process that lives on. One seed again: {@code -Dcontrol.seed=}.
 */
@Tag("chronicle")
class RandomControlTest {
  private static final int SEEDS = 12;

  @TempDir private Path directory;

  private void check(long first, int count) throws Exception {
    for (long seed = first; seed < first + count; seed++) {
      Path own = Files.createDirectory(directory.resolve("seed-" + seed));
      Map<String, List<String>> expected = RandomControl.run(seed, own.resolve("whole"), false);
      Map<String, List<String>> rows = RandomControl.run(seed, own.resolve("ended"), true);
      assertThat(rows.keySet()).as("seed %d", seed).isEqualTo(expected.keySet());
      for (String query : rows.keySet()) {
        assertThat(rows.get(query)).as("seed %d, %s", seed, query).isEqualTo(expected.get(query));
      }
    }
  }

  @Test
  void shouldPutOutTheSameWhereverProcessesEnd() throws Exception {
    Long only = Long.getLong("control.seed");
    check(only == null ? 1 : only, only == null ? SEEDS : 1);
  }

  @Test
  @Tag("soak")
  void shouldPutOutTheSameWhereverProcessesEndUnderNewSeeds() throws Exception {
    check(System.nanoTime() >>> 1, Integer.getInteger("control.count", 200));
  }
}
