package io.millrace.checkpoint;

import io.millrace.engine.SnapshotWriter;
import io.millrace.storage.Storage;
import io.millrace.storage.StorageException;
import io.millrace.storage.StorageFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A checkpoint that is being written. Any thread begins a state file and writes it alone; when all
 * are finished, one thread commits. Until then there is no checkpoint, whatever happens.
 *
 * <p>After any failure nothing but {@link #abandon} makes sense; older checkpoints are untouched
 * and the store can begin another one.
 */
public final class CheckpointWriter {
  private final CheckpointStore store;
  private final Storage storage;
  private final long number;
  private final Set<String> names = new TreeSet<>();
  private final Map<String, StateFileWriter> writers = new TreeMap<>();
  private boolean ended;

  CheckpointWriter(CheckpointStore store, Storage storage, long number) {
    this.store = store;
    this.storage = storage;
    this.number = number;
  }

  /** Its number. */
  public long number() {
    return number;
  }

  /**
   * Begins a state file. Its writer belongs to one thread, which must finish it; the file stays
   * open until the checkpoint is committed or abandoned.
   *
   * @param name letters, digits, {@code .}, {@code _} and {@code -}; not as the manifest
   * @throws StorageException if it cannot be made
   * @throws CheckpointException if the checkpoint has been committed or abandoned
   * @throws IllegalArgumentException if there is one of this name, or the name is none
   */
  public synchronized StateFileWriter state(String name) {
    checkOpen();
    if (!CheckpointName.isStateName(name) || !names.add(name)) {
      throw new IllegalArgumentException(
          "not a new name of a state file: name="
              + name
              + ", taken="
              + names
              + "; use letters, digits, '.', '_' and '-', and each name once");
    }
    StateFileWriter writer = create(name, StateFileDescriptor.STATE);
    writers.put(name, writer);
    return writer;
  }

  private StateFileWriter create(String name, int kind) {
    StorageFile file = storage.create(CheckpointName.file(number, name));
    boolean isBegun = false;
    try {
      StateFileWriter writer = new StateFileWriter(file, name, kind, store.blockBytes());
      isBegun = true;
      return writer;
    } finally {
      if (!isBegun) {
        file.close();
      }
    }
  }

  private void checkOpen() {
    if (ended) {
      throw new CheckpointException(
          "checkpoint has been committed or abandoned: number=" + number + "; begin another one");
    }
  }

  /**
   * Forces all state files to the disk, writes the manifest, and makes the checkpoint valid; then
   * removes older ones. When this returns, the checkpoint outlives the loss of power. When it
   * throws, the checkpoint is abandoned.
   *
   * @param manifest writes what the caller wants to know of the checkpoint
   * @throws StorageException if the disk fails
   * @throws CheckpointException if a state file is not finished or does not read as it was written
   */
  public synchronized CommittedCheckpoint commit(Consumer<SnapshotWriter> manifest) {
    checkOpen();
    long bytes;
    try {
      bytes = publish(finishedFiles(), manifest);
    } catch (RuntimeException | Error e) {
      discard(e);
      throw e;
    }
    ended = true;
    return new CommittedCheckpoint(number, bytes, store.committed(number));
  }

  private List<CheckpointFile> finishedFiles() {
    List<CheckpointFile> files = new ArrayList<>();
    for (String name : names) {
      StateFileWriter writer = writers.get(name);
      if (writer == null || !writer.isFinished()) {
        throw new CheckpointException(
            "state file is not finished: number="
                + number
                + ", file="
                + name
                + "; finish each one before the commit");
      }
      files.add(writer.result());
    }
    return files;
  }

  private long publish(List<CheckpointFile> files, Consumer<SnapshotWriter> manifest) {
    writers.values().forEach(StateFileWriter::force);
    StateFileWriter writer =
        create(CheckpointName.UNFINISHED_MANIFEST, StateFileDescriptor.MANIFEST);
    try {
      CheckpointManifest.write(writer, number, files);
      manifest.accept(writer);
      writer.finish();
      writer.force();
    } finally {
      writer.discard();
    }
    if (store.readsBack()) {
      Checkpoint.check(storage, number, CheckpointName.UNFINISHED_MANIFEST);
    }
    storage.forceDirectory("");
    storage.rename(
        CheckpointName.file(number, CheckpointName.UNFINISHED_MANIFEST),
        CheckpointName.file(number, CheckpointName.MANIFEST));
    storage.forceDirectory(CheckpointName.directory(number));
    return writer.result().bytes() + files.stream().mapToLong(CheckpointFile::bytes).sum();
  }

  /**
   * Gives the checkpoint up and removes what was written, as far as that is possible; what is left
   * is removed at the next commit. Threads that still write state files fail. Does nothing after a
   * commit.
   */
  public synchronized void abandon() {
    if (!ended) {
      discard(null);
    }
  }

  /** As {@link #abandon}; a failure to remove is noted at the one that is on its way. */
  private void discard(Throwable reason) {
    ended = true;
    writers.values().forEach(StateFileWriter::discard);
    try {
      storage.remove(CheckpointName.file(number, CheckpointName.MANIFEST));
      storage.remove(CheckpointName.directory(number));
    } catch (StorageException e) {
      if (reason != null) {
        reason.addSuppressed(e);
      }
    } finally {
      store.ended();
    }
  }
}
