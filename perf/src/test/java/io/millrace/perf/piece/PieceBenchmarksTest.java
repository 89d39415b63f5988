package io.millrace.perf.piece;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.KeyGroups;
import io.millrace.perf.scenario.Scenario;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The variants of a benchmark must compute the same, or their figures compare nothing. */
class PieceBenchmarksTest {
  @ParameterizedTest
  @ValueSource(ints = {100, 10_000})
  void shouldSumTheSameInEachKindOfTable(int keys) {
    GroupTableBenchmark benchmark = new GroupTableBenchmark();
    benchmark.keys = keys;
    benchmark.setUp();
    benchmark.array();
    benchmark.hashMap();
    benchmark.find();
    assertThat(benchmark.sumOfTable()).isPositive().isEqualTo(benchmark.sumOfArray());
    assertThat(benchmark.sumOfMap()).isEqualTo(benchmark.sumOfArray());
    benchmark.touchAndFind();
    assertThat(benchmark.sumOfTable()).isEqualTo(2 * benchmark.sumOfArray());
    assertThat(benchmark.findOrInsert()).as("groups").isEqualTo(keys);
    assertThat(benchmark.sumOfTable()).isEqualTo(3 * benchmark.sumOfArray());
    benchmark.tearDown();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 99})
  void shouldCopyTheSameRowsInEachWay(int percent) {
    SelectionBenchmark benchmark = new SelectionBenchmark();
    benchmark.percent = percent;
    benchmark.setUp();
    long passed = benchmark.fusedBranching();
    long[] rows = benchmark.lastBatch(20 * percent / 100 + 1);
    assertThat(benchmark.fusedBranchFree()).isEqualTo(passed);
    assertThat(benchmark.lastBatch(rows.length / 3)).isEqualTo(rows);
    assertThat(benchmark.selectThenGather()).isEqualTo(passed);
    assertThat(benchmark.lastBatch(rows.length / 3)).isEqualTo(rows);
    assertThat(passed * 100.0 / (1 << 20)).isBetween(percent - 1.0, percent + 1.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"long", "text"})
  void shouldReadAsManyGroupsAsWereWritten(String key) {
    SnapshotBenchmark benchmark = new SnapshotBenchmark();
    benchmark.key = key;
    benchmark.setUp();
    int bytes = benchmark.write();
    assertThat(benchmark.read()).isEqualTo(1_000_000);
    assertThat(benchmark.stateBytes()).as("read to the end").isEqualTo(bytes);
    benchmark.tearDown();
  }

  @Test
  void shouldKeepTheNumberOfWindows() {
    WindowSlicesBenchmark benchmark = new WindowSlicesBenchmark();
    benchmark.windows = 10;
    benchmark.setUp();
    assertThat(benchmark.newest()).isEqualTo(benchmark.any());
    assertThat(benchmark.openAndClose()).isEqualTo(10);
    benchmark.any();
    assertThat(benchmark.openAndClose()).isEqualTo(10);
    benchmark.tearDown();
  }

  @Test
  void shouldSumDecimalsTheSameInEachWay() {
    DecimalSumBenchmark benchmark = new DecimalSumBenchmark();
    benchmark.setUp();
    long sum = benchmark.decimal128();
    assertThat(benchmark.longWithCarry()).isEqualTo(sum);
    assertThat(benchmark.checkedLong()).isEqualTo(sum);
    assertThat(benchmark.wrappingLong()).isEqualTo(sum);
    benchmark.groupedDecimal128();
    assertThat(benchmark.sumOfGroups()).isEqualTo(sum);
    benchmark.groupedLongWithCarry();
    assertThat(benchmark.sumOfGroups()).isEqualTo(2 * sum);
  }

  @Test
  void shouldGiveTheSameTotalForEachTypeOfKey() {
    long[] totals = new long[2];
    for (int i = 0; i < 2; i++) {
      VarcharKeyBenchmark benchmark = new VarcharKeyBenchmark();
      benchmark.keyType = i == 0 ? "BIGINT" : "VARCHAR";
      benchmark.keys = 100;
      benchmark.setUp();
      assertThat(benchmark.pass()).isEqualTo(1 << 20);
      totals[i] = benchmark.lastTotal();
      benchmark.tearDown();
    }
    assertThat(totals[0]).isPositive().isEqualTo(totals[1]);
  }

  @Test
  void shouldPutOutTheSameRowsHoweverTheyArePublished() {
    RowWriterBenchmark benchmark = new RowWriterBenchmark();
    benchmark.scenario = Scenario.S0;
    benchmark.setUp();
    long afterRows = benchmark.rows();
    assertThat(afterRows).isPositive();
    assertThat(benchmark.batches()).isEqualTo(2 * afterRows);
    benchmark.tearDown();
  }

  @Test
  void shouldRouteToEveryPartOfTheKeyGroups() {
    RouterBenchmark benchmark = new RouterBenchmark();
    benchmark.setUp();
    assertThat(benchmark.copy()).isPositive();
    assertThat(benchmark.route()).isPositive();
    byte[] groups = benchmark.lastGroups();
    assertThat(IntStream.range(0, groups.length).map(i -> groups[i]).distinct().count())
        .isGreaterThan(KeyGroups.COUNT / 2);
  }

  @Test
  void shouldCompileEachScenario() {
    for (Scenario scenario : Scenario.values()) {
      CompileBenchmark benchmark = new CompileBenchmark();
      benchmark.scenario = scenario;
      benchmark.before = 1;
      benchmark.setUp();
      assertThat(benchmark.compile()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(RecordBenchmark.Output.class)
  void shouldSumTheSameHoweverRowsComeAndGo(RecordBenchmark.Output output) {
    RecordBenchmark benchmark = new RecordBenchmark();
    benchmark.output = output;
    benchmark.setUp();
    long once = benchmark.records();
    assertThat(once).isPositive();
    assertThat(benchmark.rowWriter()).isEqualTo(2 * once);
    assertThat(benchmark.buffer()).isEqualTo(3 * once);
    benchmark.tearDown();
  }

  @Test
  void shouldPutOutARowForEachRowOfTheQueryToCopy() {
    MyQueryBenchmark benchmark = new MyQueryBenchmark();
    benchmark.setUp();
    assertThat(benchmark.rows()).isEqualTo(100_000);
    benchmark.tearDown();
  }
}
