package io.millrace.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.Delivery;
import io.millrace.MillraceConfig;
import io.millrace.Query;
import io.millrace.batch.RecordBatch;
import io.millrace.durability.DurableRun.Output;
import io.millrace.output.DurableSubscriber;
import io.millrace.storage.StorageException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong around a durable engine has a defined end, and says so. */
@Tag("chronicle")
class DurableFaultTest {
  @TempDir private Path directory;

  private MillraceConfig config() {
    return DurableRun.config(directory.resolve("durable"));
  }

  private DurableRun totals(Output output) {
    return new DurableRun(config()).query("totals", RecoveryTest.TOTALS, output);
  }

  private Path killed(int number) {
    return DurableRun.killedNow(
        directory.resolve("durable"), directory.resolve("killed-" + number));
  }

  @Test
  void shouldRefuseToStartWhereNothingCanBeWritten() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    MillraceConfig config = DurableRun.config(file.resolve("durable"));
    assertThatThrownBy(() -> new DurableRun(config))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("file");
  }

  @Test
  void shouldRefuseASecondEngineInTheSameDirectory() {
    try (DurableRun first = totals(new Output())) {
      assertThat(first.recover().checkpoint()).isZero();
      assertThatThrownBy(() -> new DurableRun(config()))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("in use");
    }
  }

  @Test
  void shouldStopTheRingWithTheReasonWhenTheJournalCannotBeWritten() throws IOException {
    Path journals = Files.createDirectories(directory.resolve("durable").resolve("journals"));
    Output output = new Output();
    DurableRun run = totals(output);
    try {
      run.recover();
      run.publish(0, 50).flush();
      Path ring = journals.resolve("orders").resolve("ring-0");
      run.engine().durable().checkpoint();
      removeTree(ring);
      Files.createFile(ring);
      assertThatThrownBy(
              () -> {
                for (long row = 50; row < 100_000; row += 50) {
                  run.publish(row, row + 50).flush();
                }
              })
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("journal cannot be written, so its ring has stopped");
      assertThat(output.failure).hasMessageContaining("journal cannot be written");
      assertThat(output.copy()).hasSize(50);
      Files.delete(ring);
    } finally {
      assertThatThrownBy(run::close).hasMessageContaining("journal cannot be written");
    }
  }

  @Test
  void shouldNotSayThatAQueryIsCancelledWhenThatCannotBeRecorded() throws IOException {
    DurableRun run = totals(new Output());
    Path ring = directory.resolve("durable/journals/orders/ring-0");
    try {
      run.recover();
      run.publish(0, 50).flush();
      run.engine().durable().checkpoint();
      removeTree(ring);
      Files.createFile(ring);
      Query totals = run.engine().durable().find("totals");
      assertThatThrownBy(totals::cancel)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("journal cannot be written, so its ring has stopped");
      Files.delete(ring);
    } finally {
      run.close();
    }
  }

  @Test
  void shouldGoOnFromThePrefixThatIsThereWhenTheJournalWasCut() throws IOException {
    Output output = new Output();
    try (DurableRun run = totals(output)) {
      run.recover();
      for (long row = 0; row < 500; row += 50) {
        run.publish(row, row + 50).flush();
      }
      killed(0);
    }
    List<String> expected = output.copy();
    Path cut = directory.resolve("killed-0");
    Path segment = newestSegment(cut.resolve("journals/orders/ring-0"));
    long length = lastRealByte(segment);
    for (int bytes = 1; bytes < 2_000; bytes += 321) {
      Path copy = DurableRun.killedNow(cut, directory.resolve("cut-" + bytes));
      truncate(newestSegment(copy.resolve("journals/orders/ring-0")), length - bytes);
      Output again = new Output();
      try (DurableRun run =
          new DurableRun(DurableRun.config(copy)).query("totals", RecoveryTest.TOTALS, again)) {
        RecoveryReport report = run.recover();
        long recorded = run.recorded();
        assertThat(report.notes()).as("cut by %d bytes", bytes).isNotEmpty();
        assertThat(recorded).as("cut by %d bytes", bytes).isLessThan(500);
        assertThat(again.copy()).isEqualTo(expected.subList(0, (int) recorded));
        run.publish(recorded, 500).flush();
        assertThat(again.copy()).isEqualTo(expected);
      }
    }
  }

  @Test
  void shouldPassOverADamagedCheckpointAndReplayFromTheOneBefore() throws IOException {
    Output output = new Output();
    try (DurableRun run = totals(output)) {
      run.recover();
      for (long row = 0; row < 400; row += 100) {
        run.publish(row, row + 100).flush();
        run.engine().durable().checkpoint();
      }
      run.publish(400, 450).flush();
      killed(0);
    }
    Path copy = directory.resolve("killed-0");
    Path state = copy.resolve("checkpoints/checkpoint-00000004/stream-0-ring-0-partition-0");
    byte[] bytes = Files.readAllBytes(state);
    bytes[bytes.length / 2] ^= 1;
    Files.write(state, bytes);
    Output again = new Output();
    try (DurableRun run =
        new DurableRun(DurableRun.config(copy)).query("totals", RecoveryTest.TOTALS, again)) {
      RecoveryReport report = run.recover();
      assertThat(report.checkpoint()).isEqualTo(3);
      assertThat(report.notes())
          .singleElement()
          .asString()
          .startsWith("checkpoint is passed over: number=4, reason=");
      assertThat(report.rows()).isEqualTo(150);
      assertThat(again.copy()).isEqualTo(output.copy().subList(300, 450));
    }
  }

  @Test
  void shouldRefuseAQueryWhoseStateIsAnotherAndKeepWhatIsRecorded() {
    try (DurableRun run = totals(new Output())) {
      run.recover();
      run.publish(0, 100);
    }
    try (DurableRun run =
        new DurableRun(config())
            .query("totals", "SELECT id, COUNT(*) AS n FROM orders GROUP BY id", new Output())) {
      assertThatThrownBy(run::recover)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("state that was recorded does not fit the query: query=totals")
          .hasMessageContaining("keys differ: was key:")
          .hasMessageContaining("; declare it as it was, or give the new query another name");
    }
    Output output = new Output();
    try (DurableRun run = totals(output)) {
      assertThat(run.recover().queries()).containsExactly("totals");
      assertThat(run.recorded()).isEqualTo(100);
    }
  }

  @Test
  void shouldKeepStateWhenOnlyTheFilterChanges() {
    try (DurableRun run = totals(new Output())) {
      run.recover();
      run.publish(0, 100);
    }
    Output output = new Output();
    String changed = RecoveryTest.TOTALS.replace("GROUP BY", "WHERE amount >= 0 GROUP BY");
    try (DurableRun run = new DurableRun(config()).query("totals", changed, output)) {
      run.recover();
      run.publish(100, 101).flush();
      assertThat(output.copy()).singleElement().asString().startsWith("+U ");
    }
  }

  @Test
  void shouldRefuseARecordedQueryThatNobodyTakes() {
    try (DurableRun run = totals(new Output())) {
      run.recover();
      run.publish(0, 10);
    }
    try (DurableRun run = new DurableRun(config())) {
      assertThatThrownBy(run::recover)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("recorded query has no subscriber: query=totals, sql=SELECT");
    }
  }

  @Test
  void shouldForgetAQueryThatWasCancelledAndStartItAnew() {
    Output first = new Output();
    try (DurableRun run = totals(first)) {
      run.recover();
      run.publish(0, 10).flush();
      run.engine().durable().find("totals").cancel();
      assertThat(run.engine().durable().find("totals")).isNull();
      killed(0);
    }
    MillraceConfig config = DurableRun.config(directory.resolve("killed-0"));
    try (DurableRun run = new DurableRun(config)) {
      assertThat(run.recover().queries()).isEmpty();
      Output output = new Output();
      run.engine().durable().subscribe("totals", RecoveryTest.TOTALS, Delivery.ORDERED, output);
      run.publish(0, 1).flush();
      assertThat(output.copy()).singleElement().asString().startsWith("+I ");
    }
  }

  @Test
  void shouldKeepAStoppedQueryStoppedAndSayWhyAgain() {
    String failing = "SELECT id, 1000 / (id - 40) AS n FROM orders";
    Output output = new Output();
    try (DurableRun run = new DurableRun(config()).query("failing", failing, output)) {
      run.recover();
      run.publish(0, 100).flush();
      assertThat(output.failure).isNotNull();
    }
    Output again = new Output();
    try (DurableRun run = new DurableRun(config()).query("failing", failing, again)) {
      run.recover();
      assertThat(again.failure).hasMessageContaining("stopped before the restart");
      run.publish(100, 110).flush();
      assertThat(again.copy()).isEmpty();
    }
  }

  @Test
  void shouldTakeNoCheckpointWhileOutputOfADurableSubscriberIsMissing() {
    Output expected = new Output();
    try (DurableRun run = new DurableRun(DurableRun.config(directory.resolve("whole")))) {
      run.query("totals", RecoveryTest.TOTALS, expected).recover();
      run.publish(0, 200).flush();
    }
    FullOutput full = new FullOutput(130);
    try (DurableRun run = new DurableRun(config())) {
      run.engine().durable().subscribe("totals", RecoveryTest.TOTALS, Delivery.ORDERED, full);
      run.recover();
      run.publish(0, 100).flush();
      run.engine().durable().checkpoint();
      run.publish(100, 200).flush();
      assertThatThrownBy(run.engine().durable()::checkpoint)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(
              "output of a query is missing, as its subscriber has failed: query=totals; restart")
          .hasMessageContaining("no room");
    }
    full.room = Integer.MAX_VALUE;
    try (DurableRun run = new DurableRun(config())) {
      run.engine().durable().subscribe("totals", RecoveryTest.TOTALS, Delivery.ORDERED, full);
      run.recover();
      assertThat(full.rows).isEqualTo(expected.copy());
      run.engine().durable().find("totals").cancel();
    }
    try (DurableRun run = new DurableRun(config())) {
      FullOutput other = new FullOutput(0);
      run.recover();
      run.engine().durable().subscribe("other", RecoveryTest.TOTALS, Delivery.ORDERED, other);
      run.publish(200, 210).flush();
      run.engine().durable().find("other").cancel();
      assertThat(run.engine().durable().checkpoint().number()).isPositive();
    }
  }

  /** An output with room for some rows only. */
  private static final class FullOutput implements DurableSubscriber {
    private final List<String> rows = new ArrayList<>();
    private int room;

    FullOutput(int room) {
      this.room = room;
    }

    @Override
    public void onRows(RecordBatch batch, int partition, long sequence) {
      StringBuilder text = new StringBuilder();
      RowLines.append(batch, text);
      for (String line : text.toString().split("\n", 0)) {
        if (rows.size() == room) {
          throw new IllegalStateException("no room");
        }
        rows.add(line);
      }
    }

    @Override
    public void onCheckpoint(long sequence, DataOutput state) throws IOException {
      state.writeInt(rows.size());
    }

    @Override
    public void onBegin() {
      rows.clear();
    }

    @Override
    public void onRestore(long sequence, DataInput state) throws IOException {
      int kept = state.readInt();
      rows.subList(kept, rows.size()).clear();
    }
  }

  private static Path newestSegment(Path ring) throws IOException {
    try (Stream<Path> files = Files.walk(ring)) {
      return files
          .filter(file -> file.toString().endsWith(".cq4"))
          .max(Path::compareTo)
          .orElseThrow();
    }
  }

  /** Behind the last byte that is not zero. */
  private static long lastRealByte(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length;
    while (bytes[end - 1] == 0) {
      end--;
    }
    return end;
  }

  private static void truncate(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }

  private static void removeTree(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
