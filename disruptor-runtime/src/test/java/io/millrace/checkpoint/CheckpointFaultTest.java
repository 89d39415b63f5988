package io.millrace.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.storage.Fault;
import io.millrace.storage.FaultyStorage;
import io.millrace.storage.Loss;
import io.millrace.storage.PowerCutError;
import io.millrace.storage.Storage;
import io.millrace.storage.StorageException;
import io.millrace.storage.StorageFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two checkpoints, with each fault at each write point in turn. Whatever happens, what is found
 * afterwards is a checkpoint with its right content, and none that was committed is lost.
 */
class CheckpointFaultTest {
  private static final int CHECKPOINTS = 2;

  @TempDir private Path directory;
  private int runs;

  private FaultyStorage storage() {
    return new FaultyStorage(directory.resolve("run" + runs++));
  }

  private int points(int kept) {
    FaultyStorage storage = storage();
    CheckpointStore store = CheckpointSample.store(storage, kept);
    for (int i = 0; i < CHECKPOINTS; i++) {
      CheckpointSample.write(store);
    }
    return storage.points().size();
  }

  /** Writes until the fault stops it; the last number that was committed, or 0. */
  private static long write(FaultyStorage storage, CheckpointStore store) {
    long committed = 0;
    for (int i = 0; i < CHECKPOINTS; i++) {
      try {
        CommittedCheckpoint checkpoint = CheckpointSample.write(store);
        committed = checkpoint.number();
        assertThat(storage.hasFailed() || checkpoint.retirementFailure().isEmpty()).isTrue();
      } catch (StorageException | CheckpointException | PowerCutError e) {
        assertThat(storage.hasFailed()).as(e.getMessage()).isTrue();
      }
    }
    return committed;
  }

  /** The newest checkpoint that another process finds, or 0; its content is compared. */
  private static long found(Storage storage, int kept) {
    List<String> passedOver = new ArrayList<>();
    Checkpoint checkpoint =
        CheckpointSample.store(storage, kept).newest(passedOver::add).orElse(null);
    assertThat(passedOver).allMatch(message -> message.startsWith("checkpoint is passed over: "));
    if (checkpoint == null) {
      return 0;
    }
    CheckpointSample.check(checkpoint);
    return checkpoint.number();
  }

  /** Goes on where a run was left, with a disk that is well again. */
  private static void goOn(FaultyStorage left, int kept) {
    Storage storage = new FaultyStorage(Path.of(left.where("")));
    CheckpointStore store = CheckpointSample.store(storage, kept);
    long found = store.newest(message -> {}).map(Checkpoint::number).orElse(0L);
    CommittedCheckpoint next = CheckpointSample.write(store);
    assertThat(next.number()).isGreaterThan(found);
    assertThat(next.retirementFailure()).isEmpty();
    assertThat(found(storage, kept)).isEqualTo(next.number());
    for (int i = 0; i < kept; i++) {
      CheckpointSample.write(store);
    }
    assertThat(storage.list("")).hasSize(kept);
  }

  @Test
  void shouldForceEverythingBeforeItRenamesTheManifestAndRemoveOlderOnesLast() {
    FaultyStorage storage = storage();
    CheckpointStore store = CheckpointSample.store(storage, 1);
    CheckpointSample.write(store);
    CheckpointSample.write(store);
    String older = "checkpoint-00000001";
    String newer = "checkpoint-00000002";
    assertThat(storage.points().stream().filter(point -> !point.startsWith("append ")).skip(10))
        .containsExactly(
            "makeDirectory " + newer,
            "create " + newer + "/partition-0",
            "create " + newer + "/partition-1",
            "force " + newer + "/partition-0",
            "force " + newer + "/partition-1",
            "create " + newer + "/manifest.new",
            "force " + newer + "/manifest.new",
            "forceDirectory ",
            "rename " + newer + "/manifest.new",
            "forceDirectory " + newer,
            "remove " + older + "/manifest",
            "remove " + older + "/partition-0",
            "remove " + older + "/partition-1",
            "remove " + older);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldFindTheLastCommittedOneWhateverCallFails(int kept) {
    int points = points(kept);
    for (Fault fault : List.of(Fault.FAILED, Fault.HALF_DONE, Fault.FULL_DISK)) {
      for (int point = 0; point < points; point++) {
        FaultyStorage storage = storage().failAt(point, fault);
        CheckpointStore store = CheckpointSample.store(storage, kept);
        long committed = write(storage, store);
        String where = fault + " at " + point + ", " + storage.points().get(point);
        assertThat(storage.hasFailed()).as(where).isTrue();
        assertThat(found(storage, kept)).as(where).isGreaterThanOrEqualTo(committed);
        storage.freeSpace();
        long next = CheckpointSample.write(store).number();
        assertThat(next).as(where).isGreaterThan(committed);
        assertThat(found(storage.cutPower(Loss.BYTES_AND_NAMES), kept)).as(where).isEqualTo(next);
        goOn(storage, kept);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldFindTheLastCommittedOneWheneverThePowerIsCut(int kept) {
    int points = points(kept);
    for (Fault fault : List.of(Fault.CUT_BEFORE, Fault.CUT_WITHIN)) {
      for (Loss loss : Loss.values()) {
        for (int point = 0; point < points; point++) {
          FaultyStorage storage = storage().failAt(point, fault);
          long committed = write(storage, CheckpointSample.store(storage, kept));
          String where = fault + " at " + point + ", " + storage.points().get(point) + ", " + loss;
          assertThat(storage.hasFailed()).as(where).isTrue();
          assertThat(found(storage.cutPower(loss), kept))
              .as(where)
              .isGreaterThanOrEqualTo(committed);
          goOn(storage, kept);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldPassOverWhatIsStoredWrongly(int kept) {
    int points = points(kept);
    for (int point = 0; point < points; point++) {
      FaultyStorage storage = storage().failAt(point, Fault.FLIPPED_BIT);
      CheckpointStore store = CheckpointSample.store(storage, kept);
      long committed = write(storage, store);
      String call = storage.points().get(point);
      long found = found(storage, kept);
      String where = "flipped at " + point + ", " + call;
      if (kept == 1 || !call.startsWith("append " + CheckpointName.directory(committed))) {
        assertThat(found).as(where).isEqualTo(committed).isPositive();
      } else {
        assertThat(found).as(where).isEqualTo(committed - 1);
      }
      goOn(storage, kept);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldLoseNothingWhenThePowerIsCutBehindACommit(int kept) {
    for (Loss loss : Loss.values()) {
      FaultyStorage storage = storage();
      CheckpointStore store = CheckpointSample.store(storage, kept);
      for (int i = 0; i < CHECKPOINTS; i++) {
        CheckpointSample.write(store);
      }
      assertThat(found(storage.cutPower(loss), kept)).isEqualTo(CHECKPOINTS);
      goOn(storage, kept);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldFailAgainAsLongAsTheDiskIsFull(int kept) {
    for (int point : IntStream.range(0, points(kept)).toArray()) {
      FaultyStorage storage = storage().failAt(point, Fault.FULL_DISK);
      CheckpointStore store = CheckpointSample.store(storage, kept);
      long committed = write(storage, store);
      for (int i = 0; i < 2; i++) {
        assertThat(catchThrowable(() -> CheckpointSample.write(store)))
            .isInstanceOfSatisfying(
                StorageException.class,
                e -> assertThat(e.failure()).isEqualTo(StorageFailure.DISK_FULL));
        assertThat(found(storage, kept)).isGreaterThanOrEqualTo(committed);
      }
    }
  }
}
