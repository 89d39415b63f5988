package io.millrace.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.durability.DurableRun.Output;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine fails and stored all of a ring that began late, but not all of one before it: what is
 * lost is lost from the end, so the late ring goes, too, and for good.
 */
@Tag("chronicle")
class LostRingTest {
  private static final int ROWS = 600;

  @TempDir private Path directory;

  @Test
  void shouldLeaveOutARingThatBeginsBehindWhatIsLost() throws IOException {
    Path failed = failedMachine();
    Output large = new Output();
    Output totals = new Output();
    long from;
    try (DurableRun run = declared(failed, large).query("totals", RecoveryTest.TOTALS, totals)) {
      RecoveryReport report = run.recover();
      assertThat(report.notes())
          .anySatisfy(note -> assertThat(note).startsWith("ring is left out, as it begins behind"));
      assertThat(report.queries()).containsExactly("large");
      from = run.recorded();
      assertThat(from).isBetween(1L, ROWS / 2 - 1L);
      run.publish(from, ROWS).flush();
      DurableRun.killedNow(failed, directory.resolve("again"));
    }
    assertThat(large.copy()).isEqualTo(undisturbed("large", RecoveryTest.LARGE, 0));
    assertThat(totals.copy()).isEqualTo(undisturbed("totals", RecoveryTest.TOTALS, from));
    try (DurableRun run =
        declared(directory.resolve("again"), large).query("totals", RecoveryTest.TOTALS, totals)) {
      assertThat(run.recover().notes()).noneMatch(note -> note.startsWith("ring"));
      assertThat(run.recorded()).isEqualTo(ROWS);
    }
    assertThat(totals.copy()).isEqualTo(undisturbed("totals again", RecoveryTest.TOTALS, from));
  }

  private static DurableRun declared(Path durable, Output large) {
    return new DurableRun(DurableRun.config(durable)).query("large", RecoveryTest.LARGE, large);
  }

  /**
   * The second query, and so its ring, begins in the middle; the first one's has a third of that.
   */
  private Path failedMachine() throws IOException {
    Path durable = directory.resolve("durable");
    Path failed = directory.resolve("failed");
    int stored;
    try (DurableRun run = declared(durable, new Output())) {
      run.recover();
      run.publish(0, ROWS / 6).flush();
      stored = length(segment(durable));
      run.publish(ROWS / 6, ROWS / 2).flush();
      run.query("totals", RecoveryTest.TOTALS, new Output());
      run.publish(ROWS / 2, ROWS).flush();
      DurableRun.killedNow(durable, failed);
    }
    try (FileChannel file = FileChannel.open(segment(failed), StandardOpenOption.WRITE)) {
      file.truncate(stored);
    }
    assertThat(failed.resolve("journals/orders/ring-1")).isDirectory();
    return failed;
  }

  private static Path segment(Path durable) throws IOException {
    try (Stream<Path> files = Files.walk(durable.resolve("journals/orders/ring-0"))) {
      return files.filter(file -> file.toString().endsWith(".cq4")).findFirst().orElseThrow();
    }
  }

  /** Without the zeros that were written ahead. */
  private static int length(Path segment) throws IOException {
    byte[] bytes = Files.readAllBytes(segment);
    int end = bytes.length;
    while (bytes[end - 1] == 0) {
      end--;
    }
    return end;
  }

  private List<String> undisturbed(String name, String sql, long from) {
    Output output = new Output();
    try (DurableRun run =
        new DurableRun(DurableRun.config(directory.resolve(name))).query("q", sql, output)) {
      run.recover();
      run.publish(from, ROWS).flush();
    }
    return output.copy();
  }
}
