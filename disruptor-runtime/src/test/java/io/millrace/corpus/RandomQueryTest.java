package io.millrace.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Delivery;
import io.millrace.WaitMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random queries over random rows: engines must give what the oracle gives. One case again: {@code
 * mvn test -Dtest=RandomQueryTest -Dcorpus.seed=123}.
 */
class RandomQueryTest {
  private static final long FIRST_SEED = 20_240_101L;
  private static final int CASES = 200;
  private static final int SOAK_CASES = 5_000;
  private static final int MAX_FAILURES = 10;

  static LongStream seeds() {
    Long seed = Long.getLong("corpus.seed");
    return seed == null ? LongStream.range(FIRST_SEED, FIRST_SEED + CASES) : LongStream.of(seed);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shouldGiveWhatTheOracleGives(long seed) {
    check(seed);
  }

  @Test
  @Tag("soak")
  void shouldGiveWhatTheOracleGivesForThousandsOfQueries() {
    long first = System.nanoTime();
    List<Throwable> failures = new ArrayList<>();
    for (long seed = first; seed < first + SOAK_CASES && failures.size() < MAX_FAILURES; seed++) {
      try {
        check(seed);
      } catch (AssertionError e) {
        failures.add(e);
      }
    }
    assertThat(failures).isEmpty();
  }

  private static void check(long seed) {
    String script = RandomScript.of(seed);
    try {
      CompiledCorpus corpus = CompiledCorpus.compile(script);
      Outcome expected = OracleRun.run(corpus);
      compare("one row a batch", new DirectRun(corpus, 1, 100, false).run(), expected, corpus);
      compare("one batch", new DirectRun(corpus, 100, 100, false).run(), expected, corpus);
      compare("full output", new DirectRun(corpus, 7, 2, false).run(), expected, corpus);
      compare("restored", new DirectRun(corpus, 5, 100, true).run(), expected, corpus);
      for (int[] partitions : new int[][] {{1, 3}, {8, 3}, {2, 5}}) {
        compareUnordered(
            "repartitioned from " + partitions[0] + " to " + partitions[1],
            new RepartitionedRun(corpus, 4, partitions[0], partitions[1]).run(),
            expected);
      }
      InspectionRun.check(corpus, 2);
      RuntimeRun run = runtimeRun(new SplittableRandom(seed));
      compareUnordered(run.toString(), run.run(corpus), expected);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed=" + seed + ": " + e.getMessage() + "\n" + script, e);
    }
  }

  private static RuntimeRun runtimeRun(SplittableRandom random) {
    return new RuntimeRun(
        random.nextInt(1, 9),
        random.nextInt(1, 20),
        WaitMode.BLOCKING,
        random.nextBoolean() ? Delivery.ORDERED : Delivery.PARTITION);
  }

  private static void compare(String way, Outcome actual, Outcome expected, CompiledCorpus corpus) {
    compareUnordered(way, actual, expected);
    if (!corpus.query().plan().contains("emit FINAL")) {
      assertThat(text(actual)).as(way).isEqualTo(text(expected));
    }
  }

  private static void compareUnordered(String way, Outcome actual, Outcome expected) {
    assertThat(text(actual)).as(way).containsExactlyInAnyOrderElementsOf(text(expected));
    assertThat(actual.lateRows()).as(way + ": late rows").isEqualTo(expected.lateRows());
    assertThat(actual.deadLetters()).as(way + ": dead letters").isEqualTo(expected.deadLetters());
    assertThat(actual.failures())
        .as(way + ": failed rows, but for " + expected.failures())
        .hasSameSizeAs(expected.failures());
  }

  private static List<String> text(Outcome outcome) {
    return outcome.rows().stream().map(OutputRow::toString).toList();
  }
}
