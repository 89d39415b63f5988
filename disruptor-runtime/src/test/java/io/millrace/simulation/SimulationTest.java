package io.millrace.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Millrace;
import io.millrace.stepping.SteppedLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Durable engines under thousands of seeds; one seed again: {@code -Dsimulation.seed=}. */
@Tag("chronicle")
class SimulationTest {
  private static final String STORAGE = "io/millrace/storage/";
  private static final String JOURNAL = "io/millrace/journal/";
  private static Function<Object[], Object> simulation;

  @TempDir private Path directory;

  @BeforeAll
  @SuppressWarnings("unchecked") // What entry() gives.
  static void loadStepped() throws ReflectiveOperationException {
    SteppedLoader loader =
        new SteppedLoader(
            Map.of(
                STORAGE + "Storage",
                Map.of(STORAGE + "FileStorage", STORAGE + "SimulatedStorage"),
                JOURNAL + "JournalWriter",
                Map.of(JOURNAL + "SegmentOutput", JOURNAL + "SimulatedSegment")),
            JOURNAL,
            Millrace.class,
            SimulationTest.class);
    simulation =
        (Function<Object[], Object>)
            loader.loadClass(Simulation.class.getName()).getMethod("entry").invoke(null);
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
              + " -Dsimulation.seed="
              + seed
              + (chronicle ? " -Dsimulation.chronicle=true" : "")
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

  @Test
  void shouldPutOutWhatListsSayUnderAnySeed() throws Exception {
    Long only = Long.getLong("simulation.seed");
    long first = only == null ? Long.getLong("simulation.first", 1) : only;
    long count = only == null ? Long.getLong("simulation.count", 60) : 1;
    for (long seed = first; seed < first + count; seed++) {
      Object result = run(seed, Boolean.getBoolean("simulation.chronicle"));
      if (Boolean.getBoolean("simulation.print")) {
        System.out.println(seed + " " + result);
      }
    }
  }

  @Test
  void shouldDoTheSameAgainUnderTheSameSeed() throws Exception {
    for (long seed = 1; seed <= 10; seed++) {
      assertThat(run(seed, false)).as("seed %d", seed).isEqualTo(run(seed, false));
    }
  }
}
