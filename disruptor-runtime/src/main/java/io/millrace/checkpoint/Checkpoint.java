package io.millrace.checkpoint;

import io.millrace.storage.Storage;
import io.millrace.storage.StorageException;
import io.millrace.storage.StorageFailure;
import java.util.List;

/**
 * A checkpoint of which every byte was compared with its checksums. Any thread; each reader belongs
 * to one, and is to be closed by it.
 */
public final class Checkpoint {
  private final Storage storage;
  private final long number;
  private final List<CheckpointFile> files;
  private final long bytes;

  private Checkpoint(Storage storage, long number, List<CheckpointFile> files, long bytes) {
    this.storage = storage;
    this.number = number;
    this.files = files;
    this.bytes = bytes;
  }

  /**
   * Reads a checkpoint through and compares it with its manifest.
   *
   * @param manifest name of the manifest
   * @throws CheckpointException if anything is not as it was written, or it was never finished
   * @throws io.millrace.storage.StorageException if a file is missing, or the disk fails
   */
  static Checkpoint check(Storage storage, long number, String manifest) {
    String name = CheckpointName.file(number, manifest);
    List<CheckpointFile> files;
    try (StateFileReader reader =
        StateFileReader.open(storage, name, StateFileDescriptor.MANIFEST)) {
      files = CheckpointManifest.read(reader, storage.where(name), number);
      reader.skip(reader.remaining());
    } catch (StorageException e) {
      if (e.failure() == StorageFailure.MISSING && manifest.equals(CheckpointName.MANIFEST)) {
        throw CheckpointException.unfinished(storage.where(name));
      }
      throw e;
    }
    FileChecksum checksum =
        new FileChecksum(files.stream().mapToLong(CheckpointFile::bytes).max().orElse(0));
    long bytes = storage.size(name);
    for (CheckpointFile file : files) {
      checksum.check(storage, CheckpointName.file(number, file.name()), file);
      bytes += file.bytes();
    }
    return new Checkpoint(storage, number, List.copyOf(files), bytes);
  }

  /** Its number; a later checkpoint has a larger one. */
  public long number() {
    return number;
  }

  /** The values that were written when it was committed, from the first one. */
  public StateFileReader manifest() {
    String name = CheckpointName.file(number, CheckpointName.MANIFEST);
    StateFileReader reader = StateFileReader.open(storage, name, StateFileDescriptor.MANIFEST);
    boolean isRead = false;
    try {
      CheckpointManifest.read(reader, storage.where(name), number);
      isRead = true;
      return reader;
    } finally {
      if (!isRead) {
        reader.close();
      }
    }
  }

  /**
   * The values of a state file, from the first one.
   *
   * @throws IllegalArgumentException if it has no such file
   */
  public StateFileReader state(String name) {
    if (!names().contains(name)) {
      throw new IllegalArgumentException(
          "checkpoint has no such state file: number="
              + number
              + ", file="
              + name
              + "; it has "
              + names());
    }
    return StateFileReader.open(
        storage, CheckpointName.file(number, name), StateFileDescriptor.STATE);
  }

  /** Names of its state files, in their order. */
  public List<String> names() {
    return files.stream().map(CheckpointFile::name).toList();
  }

  /** Bytes of all its files. */
  public long bytes() {
    return bytes;
  }
}
