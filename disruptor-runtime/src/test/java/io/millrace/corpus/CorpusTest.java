package io.millrace.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.Delivery;
import io.millrace.FailurePolicy;
import io.millrace.WaitMode;
import io.millrace.query.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs each file of the corpus in each way; all must give what the file says. */
class CorpusTest {
  private static final int ALL_ROWS = 1 << 12;

  /** Every number of partitions with every size of batch, and each wait mode among them. */
  private static List<RuntimeRun> runtimeRuns() {
    List<RuntimeRun> runs = new ArrayList<>();
    for (int partitions : new int[] {1, 2, 3, 8}) {
      for (int batchRows : new int[] {1, 7, ALL_ROWS}) {
        WaitMode waitMode =
            batchRows == 1 && partitions == 1
                ? WaitMode.BUSY_SPIN
                : batchRows == 7 && partitions <= 2
                    ? WaitMode.YIELDING
                    : batchRows == ALL_ROWS && partitions == 3
                        ? WaitMode.SLEEPING
                        : partitions == 2 ? WaitMode.SPIN_THEN_PARK : WaitMode.BLOCKING;
        Delivery delivery =
            (partitions + batchRows) % 2 == 0 ? Delivery.PARTITION : Delivery.ORDERED;
        runs.add(new RuntimeRun(partitions, batchRows, waitMode, delivery));
      }
    }
    return runs;
  }

  @TestFactory
  Stream<DynamicNode> shouldDoWhatTheFileSays() {
    return CorpusReader.all().stream()
        .map(
            file ->
                file.error() == null
                    ? DynamicContainer.dynamicContainer(file.name(), runs(file))
                    : DynamicTest.dynamicTest(file.name(), () -> checkError(file)));
  }

  private static void checkError(CorpusFile file) {
    SqlException error =
        catchThrowableOfType(SqlException.class, () -> CompiledCorpus.compile(file.script()));
    assertThat(error).as("refusal").isNotNull();
    assertThat(error.render(file.script(), file.source()).replace(System.lineSeparator(), "\n"))
        .isEqualTo(file.error());
  }

  private static Stream<DynamicNode> runs(CorpusFile file) {
    List<DynamicNode> tests = new ArrayList<>();
    CompiledCorpus[] compiled = new CompiledCorpus[1];
    Function<CorpusFile, CompiledCorpus> compile =
        f -> {
          if (compiled[0] == null) {
            compiled[0] = CompiledCorpus.compile(f.script());
          }
          return compiled[0];
        };
    if (OracleRun.knows(file)) {
      tests.add(
          DynamicTest.dynamicTest("oracle", () -> OracleRun.check(file, compile.apply(file))));
    }
    add(tests, "one row a batch", file, compile, c -> new DirectRun(c, 1, ALL_ROWS, false).run());
    add(tests, "one batch", file, compile, c -> new DirectRun(c, ALL_ROWS, ALL_ROWS, false).run());
    add(tests, "full output", file, compile, c -> new DirectRun(c, 3, 2, false).run());
    add(tests, "restored", file, compile, c -> new DirectRun(c, 2, ALL_ROWS, true).run());
    if (OracleRun.knows(file)) {
      for (int partitions : new int[] {1, 3}) {
        tests.add(
            DynamicTest.dynamicTest(
                "state of " + partitions + " shown as rows",
                () -> InspectionRun.check(compile.apply(file), partitions)));
      }
    }
    for (int[] partitions : new int[][] {{1, 3}, {3, 2}, {2, 1}, {8, 3}}) {
      tests.add(
          DynamicTest.dynamicTest(
              "repartitioned from " + partitions[0] + " to " + partitions[1],
              () -> checkRepartitioned(file, compile.apply(file), partitions[0], partitions[1])));
    }
    for (RuntimeRun run : runtimeRuns()) {
      tests.add(
          DynamicTest.dynamicTest(
              run.toString(),
              () -> {
                CompiledCorpus corpus = compile.apply(file);
                boolean inputOrder =
                    corpus.query().routing().isAny() && run.delivery() == Delivery.ORDERED;
                boolean oneEngine = run.partitions() == 1 || corpus.query().routing().isSingle();
                Check.that(
                    run.run(corpus), file, corpus.query().outputSchema(), oneEngine || inputOrder);
              }));
    }
    if (!AllocationRun.isExempt(file)) {
      tests.add(
          DynamicTest.dynamicTest(
              "allocates nothing", () -> AllocationRun.check(compile.apply(file))));
    }
    if (!file.failures().isEmpty()) {
      tests.add(
          DynamicTest.dynamicTest(
              "stops at a failure", () -> checkStop(file, compile.apply(file))));
    }
    return tests.stream();
  }

  private static void add(
      List<DynamicNode> tests,
      String name,
      CorpusFile file,
      Function<CorpusFile, CompiledCorpus> compile,
      Function<CompiledCorpus, Outcome> run) {
    tests.add(
        DynamicTest.dynamicTest(
            name,
            () -> {
              CompiledCorpus corpus = compile.apply(file);
              Check.that(run.apply(corpus), file, corpus.query().outputSchema(), true);
            }));
  }

  private static void checkRepartitioned(
      CorpusFile file, CompiledCorpus corpus, int before, int after) {
    Outcome outcome = new RepartitionedRun(corpus, 2, before, after).run();
    boolean oneEngine = corpus.query().routing().isSingle();
    Check.that(outcome, file, corpus.query().outputSchema(), oneEngine);
  }

  private static void checkStop(CorpusFile file, CompiledCorpus corpus) {
    RuntimeRun run = new RuntimeRun(1, 1, WaitMode.BLOCKING, Delivery.PARTITION);
    Outcome outcome = run.run(corpus, FailurePolicy.STOP_QUERY);
    assertThat(outcome.failures())
        .singleElement()
        .asString()
        .startsWith("query stopped: query=1, partition=0, sequence=")
        .contains(file.failures().get(0));
  }
}
