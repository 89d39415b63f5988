package io.millrace.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Delivery;
import io.millrace.durability.DurableRun.Output;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equal queries share one computation; each comes back with the state that it had. */
@Tag("chronicle")
class SharedRecoveryTest {
  @TempDir private Path directory;

  /** The shared text, and when a checkpoint is taken: at which number of rows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        RecoveryTest.TOTALS + ";0", RecoveryTest.TOTALS + ";100", RecoveryTest.TOTALS + ";200",
        RecoveryTest.TOTALS + ";300", RecoveryTest.LARGE + ";100", RecoveryTest.LARGE + ";300",
        RecoveryTest.WINDOWS + ";200", RecoveryTest.NUMBERS + ";300"
      })
  void shouldBringBackEachOfEqualQueries(String sql, int checkpointAt) {
    Path killed = directory.resolve("killed");
    List<Output> outputs = List.of(new Output(), new Output(), new Output());
    try (DurableRun run = new DurableRun(DurableRun.config(directory.resolve("durable")))) {
      run.recover();
      run.engine().subscribe(sql, Delivery.ORDERED, (rows, partition, sequence) -> {});
      run.query("first", sql, outputs.get(0)).query("second", sql, outputs.get(1));
      publish(run, 0, checkpointAt);
      run.engine().durable().find("second").pause();
      publish(run, 100, checkpointAt);
      run.engine().durable().find("second").resume();
      run.query("third", sql, outputs.get(2));
      publish(run, 200, checkpointAt);
      run.engine().durable().find("first").cancel();
      publish(run, 300, checkpointAt);
      DurableRun.killedNow(directory.resolve("durable"), killed);
      run.publish(400, 500).flush();
    }
    List<Output> again = List.of(new Output(), new Output(), new Output());
    for (int i = 1; i < 3; i++) {
      again.get(i).rows.addAll(outputs.get(i).copy());
      again.get(i).sequences.addAll(outputs.get(i).sequences);
    }
    try (DurableRun run =
        new DurableRun(DurableRun.config(killed))
            .query("second", sql, again.get(1))
            .query("third", sql, again.get(2))) {
      assertThat(run.recover().notes()).isEmpty();
      run.publish(400, 500).flush();
    }
    assertThat(again.get(1).copy()).isEqualTo(outputs.get(1).copy());
    assertThat(again.get(2).copy()).isEqualTo(outputs.get(2).copy());
  }

  private static void publish(DurableRun run, int from, int checkpointAt) {
    run.publish(from, from + 50);
    run.publish(from + 50, from + 100).flush();
    if (from == checkpointAt) {
      run.engine().durable().checkpoint();
    }
  }
}
