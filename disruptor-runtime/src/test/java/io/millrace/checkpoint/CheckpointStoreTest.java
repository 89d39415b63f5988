package io.millrace.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.storage.Storage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints one after another on a disk that does what it should. */
class CheckpointStoreTest {
  @TempDir private Path directory;
  private Storage storage;
  private CheckpointStore store;

  @BeforeEach
  void setUp() {
    storage = Storage.in(directory);
    store = CheckpointSample.store(storage, 2);
  }

  private Checkpoint newest(String... passedOver) {
    List<String> messages = new ArrayList<>();
    Checkpoint checkpoint = CheckpointSample.store(storage, 2).newest(messages::add).orElseThrow();
    assertThat(messages).containsExactly(passedOver);
    CheckpointSample.check(checkpoint);
    return checkpoint;
  }

  @Test
  void shouldHaveNoneAtFirst() {
    List<String> messages = new ArrayList<>();
    assertThat(store.newest(messages::add)).isEmpty();
    assertThat(messages).isEmpty();
    assertThat(storage.list("")).isEmpty();
  }

  @Test
  void shouldGiveBackTheNewest() {
    for (long number = 1; number <= 3; number++) {
      CommittedCheckpoint committed = CheckpointSample.write(store);
      assertThat(committed.number()).isEqualTo(number);
      assertThat(committed.retirementFailure()).isEmpty();
      Checkpoint checkpoint = newest();
      assertThat(checkpoint.number()).isEqualTo(number);
      assertThat(checkpoint.bytes()).isEqualTo(committed.bytes());
    }
  }

  @Test
  void shouldKeepAsManyAsItIsToldAndNothingThatIsHalfWritten() {
    storage.makeDirectory("journal");
    CheckpointSample.write(store);
    store.begin();
    store = CheckpointSample.store(storage, 2);
    CheckpointSample.write(store);
    assertThat(storage.list(""))
        .containsExactly("checkpoint-00000001", "checkpoint-00000003", "journal");
    CheckpointSample.write(store);
    assertThat(storage.list(""))
        .containsExactly("checkpoint-00000003", "checkpoint-00000004", "journal");
    CheckpointStore single = CheckpointSample.store(storage, 1);
    CheckpointSample.write(single);
    assertThat(storage.list("")).containsExactly("checkpoint-00000005", "journal");
    assertThat(storage.list("checkpoint-00000005"))
        .containsExactly("manifest", "partition-0", "partition-1");
  }

  @Test
  void shouldNotCountDamagedOnesAsKept() {
    for (int i = 0; i < 3; i++) {
      CheckpointSample.write(store);
    }
    storage.truncate("checkpoint-00000003/partition-0", 30);
    assertThat(store.newest(message -> {})).get().extracting(Checkpoint::number).isEqualTo(2L);
    CheckpointSample.write(store);
    assertThat(storage.list(""))
        .containsExactly("checkpoint-00000002", "checkpoint-00000003", "checkpoint-00000004");
    CheckpointSample.write(store);
    assertThat(storage.list("")).containsExactly("checkpoint-00000004", "checkpoint-00000005");
  }

  @Test
  void shouldSayWhatIsPassedOver() {
    for (int i = 0; i < 2; i++) {
      CheckpointSample.write(store);
    }
    CheckpointWriter open = store.begin();
    storage.remove("checkpoint-00000002/partition-1");
    Checkpoint found =
        newest(
            "checkpoint is passed over: number=3, reason=it was not finished, or was being removed,"
                + " when the process ended: missing="
                + directory.resolve("checkpoint-00000003/manifest")
                + "; nothing is to be done",
            "checkpoint is passed over: number=2, reason=cannot open a file: path="
                + directory.resolve("checkpoint-00000002/partition-1")
                + ", reason=missing; look for who removed it");
    assertThat(found.number()).isEqualTo(1);
    open.abandon();
    assertThat(storage.list("")).containsExactly("checkpoint-00000001", "checkpoint-00000002");
  }

  @Test
  void shouldTakeStateFilesFromSeveralThreads() throws Exception {
    int threads = 4;
    int values = 100_000;
    CheckpointWriter checkpoint = new CheckpointStore(storage, 2).begin();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> writes = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        long base = (long) thread * values;
        String name = "partition-" + thread;
        writes.add(executor.submit(() -> putRange(checkpoint.state(name), base, values)));
      }
      for (Future<?> write : writes) {
        write.get();
      }
    } finally {
      executor.shutdownNow();
    }
    checkpoint.commit(manifest -> manifest.putLong(threads));
    Checkpoint found = new CheckpointStore(storage, 2).newest(message -> {}).orElseThrow();
    assertThat(found.names())
        .containsExactly("partition-0", "partition-1", "partition-2", "partition-3");
    for (int thread = 0; thread < threads; thread++) {
      try (StateFileReader state = found.state("partition-" + thread)) {
        for (long i = 0; i < values; i++) {
          if (state.getLong() != (long) thread * values + i) {
            throw new AssertionError("wrong value: thread=" + thread + ", value=" + i);
          }
        }
        state.checkEnd();
      }
    }
  }

  private static void putRange(StateFileWriter state, long base, int values) {
    try (state) {
      for (long i = 0; i < values; i++) {
        state.putLong(base + i);
      }
      state.finish();
    }
  }

  @Test
  void shouldFailThreadsThatWriteWhenTheCheckpointIsAbandoned() throws InterruptedException {
    CheckpointSample.write(store);
    CheckpointWriter checkpoint = store.begin();
    StateFileWriter state = checkpoint.state("partition-0");
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      Future<?> write =
          executor.submit(
              () -> {
                for (long i = 0; i < Long.MAX_VALUE; i++) {
                  state.putLong(i);
                }
              });
      checkpoint.abandon();
      assertThatThrownBy(write::get)
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseInstanceOf(java.nio.channels.ClosedChannelException.class);
    } finally {
      executor.shutdownNow();
    }
    assertThatThrownBy(() -> state.putLong(1))
        .hasMessage("state file has failed before: file=partition-0; abandon the checkpoint");
    assertThatThrownBy(() -> checkpoint.state("partition-1"))
        .hasMessage("checkpoint has been committed or abandoned: number=2; begin another one");
    assertThatThrownBy(() -> checkpoint.commit(manifest -> {}))
        .isInstanceOf(CheckpointException.class);
    assertThat(storage.list("")).containsExactly("checkpoint-00000001");
    assertThat(CheckpointSample.write(store).number()).isEqualTo(3);
  }

  @Test
  void shouldRefuseToCommitWhatIsNotFinished() {
    CheckpointSample.write(store);
    CheckpointWriter checkpoint = store.begin();
    checkpoint.state("partition-0").finish();
    checkpoint.state("partition-1").putLong(1);
    assertThatThrownBy(() -> checkpoint.commit(manifest -> {}))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "state file is not finished: number=2, file=partition-1; finish each one before the"
                + " commit");
    assertThat(newest().number()).isEqualTo(1);
    assertThat(storage.list("")).containsExactly("checkpoint-00000001");
  }

  @Test
  void shouldAbandonWhenTheManifestCannotBeMade() {
    CheckpointSample.write(store);
    CheckpointWriter checkpoint = store.begin();
    assertThatThrownBy(
            () ->
                checkpoint.commit(
                    manifest -> {
                      throw new IllegalStateException("no manifest");
                    }))
        .hasMessage("no manifest");
    assertThat(newest().number()).isEqualTo(1);
    assertThat(CheckpointSample.write(store).number()).isEqualTo(3);
  }

  @Test
  void shouldRefuseTwoAtATimeAndNamesThatAreNone() {
    CheckpointWriter checkpoint = store.begin();
    assertThatThrownBy(store::begin)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "a checkpoint is being written: number=1; commit or abandon it before the next one");
    checkpoint.state("a").finish();
    for (String name : List.of("a", "", ".", "..", "../x", "x/y", "manifest", "manifest.new")) {
      assertThatThrownBy(() -> checkpoint.state(name))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("not a new name of a state file: name=" + name + ", taken=[a");
    }
    checkpoint.commit(manifest -> {});
    checkpoint.abandon();
    assertThat(storage.list("checkpoint-00000001")).containsExactly("a", "manifest");
    assertThatThrownBy(() -> CheckpointSample.store(storage, 0))
        .hasMessage("no checkpoint would be kept: kept=0; keep 1 or more");
    Checkpoint found = store.newest(message -> {}).orElseThrow();
    assertThatThrownBy(() -> found.state("b"))
        .hasMessage("checkpoint has no such state file: number=1, file=b; it has [a]");
  }
}
