package io.millrace.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherOpeningTest {
  private static final int SEEDS = 200;

  @TempDir private Path directory;

  @Test
  void shouldPutOutEachWindowOnceWhenAPublisherOpensWhileAnotherSends() throws Exception {
    Function<Object[], Object> run = SimulationClasses.entry(OpeningRun.class);
    for (long seed = 1; seed <= SEEDS; seed++) {
      Path own = Files.createDirectory(directory.resolve("seed-" + seed));
      assertThat(run.apply(new Object[] {seed, own})).as("seed %d", seed).isEqualTo(false);
    }
  }
}
