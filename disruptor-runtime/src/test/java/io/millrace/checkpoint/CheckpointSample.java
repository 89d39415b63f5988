package io.millrace.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.SnapshotWriter;
import io.millrace.storage.Storage;
import java.util.List;

/** Small checkpoints whose content follows from their number, of several short blocks. */
final class CheckpointSample {
  static final int BLOCK_BYTES = 32;
  static final List<String> NAMES = List.of("partition-0", "partition-1");

  private CheckpointSample() {}

  static CheckpointStore store(Storage storage, int kept) {
    return new CheckpointStore(storage, kept, BLOCK_BYTES);
  }

  /** Writes a checkpoint, abandoned if that fails. */
  static CommittedCheckpoint write(CheckpointStore store) {
    CheckpointWriter checkpoint = store.begin();
    try {
      for (String name : NAMES) {
        try (StateFileWriter state = checkpoint.state(name)) {
          putState(state, checkpoint.number(), name);
          state.finish();
        }
      }
      return checkpoint.commit(manifest -> putManifest(manifest, checkpoint.number()));
    } finally {
      checkpoint.abandon();
    }
  }

  private static void putState(SnapshotWriter state, long number, String name) {
    for (long i = 0; i < 7; i++) {
      state.putLong(number * 1_000_003 + i * name.hashCode());
    }
    SnapshotText.putText(state, name + " of " + number);
  }

  private static void putManifest(SnapshotWriter manifest, long number) {
    SnapshotText.putText(manifest, "SELECT " + number);
    manifest.putLong(number * 31);
  }

  /** Compares all that a checkpoint gives out with what its number says. */
  static void check(Checkpoint checkpoint) {
    long number = checkpoint.number();
    assertThat(checkpoint.names()).isEqualTo(NAMES);
    for (String name : NAMES) {
      try (StateFileReader state = checkpoint.state(name)) {
        for (long i = 0; i < 7; i++) {
          assertThat(state.getLong()).isEqualTo(number * 1_000_003 + i * name.hashCode());
        }
        assertThat(SnapshotText.getText(state)).isEqualTo(name + " of " + number);
        state.checkEnd();
      }
    }
    try (StateFileReader manifest = checkpoint.manifest()) {
      assertThat(SnapshotText.getText(manifest)).isEqualTo("SELECT " + number);
      assertThat(manifest.getLong()).isEqualTo(number * 31);
      manifest.checkEnd();
    }
  }
}
