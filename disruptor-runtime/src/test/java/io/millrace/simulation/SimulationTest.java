package io.millrace.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Durable engines under thousands of seeds; one seed again: {@code -Dsimulation.seed=}. */
@Tag("chronicle")
class SimulationTest {
  private static final String ONE_SEED = "simulation.seed";
  private static final String WITH_CHRONICLE = "simulation.chronicle";
  private static final int SEEDS = 200;
  private static final int SEEDS_WITH_CHRONICLE = 6;
  private static final int SEEDS_TWICE = 10;

  /**
   * Others that have failed once: a checkpoint beside a journal's failure, the test's bounds, and a
   * position that was told before it was recorded.
   */
  private static final long[] FAILED_ONCE = {
    17506059149523L, 17506059149937L, 17506059150045L, 475
  };

  private static Function<Object[], Object> simulation;

  @TempDir private Path directory;

  @BeforeAll
  static void loadStepped() throws ReflectiveOperationException {
    simulation = SimulationClasses.entry(Simulation.class);
  }

  private Object run(long seed, boolean chronicle) throws Exception {
    Path own = Files.createTempDirectory(directory, "seed-");
    try {
      return simulation.apply(new Object[] {seed, chronicle, own});
    } catch (AssertionError e) {
      throw new AssertionError(
          "seed "
              + seed
              + " fails; to see it again: mvn -pl disruptor-runtime -am test"
              + " -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false"
              + " -D"
              + ONE_SEED
              + "="
              + seed
              + (chronicle ? " -D" + WITH_CHRONICLE + "=true" : "")
              + "\n"
              + e.getMessage(),
          e);
    } finally {
      remove(own);
    }
  }

  private static void remove(Path tree) throws Exception {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private void run(long first, long count, boolean chronicle) throws Exception {
    for (long seed = first; seed < first + count; seed++) {
      run(seed, chronicle);
    }
  }

  @Test
  void shouldPutOutWhatListsSayUnderAnySeed() throws Exception {
    Long only = Long.getLong(ONE_SEED);
    if (only != null) {
      run(only, Boolean.getBoolean(WITH_CHRONICLE));
    } else {
      run(1, SEEDS, false);
      run(1, SEEDS_WITH_CHRONICLE, true);
      for (long seed : FAILED_ONCE) {
        run(seed, false);
      }
    }
  }

  @Test
  void shouldDoTheSameAgainUnderTheSameSeed() throws Exception {
    for (long seed = 1; seed <= SEEDS_TWICE; seed++) {
      assertThat(run(seed, false)).as("seed %d", seed).isEqualTo(run(seed, false));
    }
  }

  @Test
  @Tag("soak")
  void shouldPutOutWhatListsSayUnderThousandsOfSeeds() throws Exception {
    long first = Long.getLong("simulation.first", System.nanoTime() >>> 1);
    long count = Long.getLong("simulation.count", 4_000);
    run(first, count, false);
    run(first, count / 40, true);
  }
}
