package io.millrace.checkpoint;

import io.millrace.storage.Storage;
import io.millrace.storage.StorageException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The checkpoints of one engine: directories {@code checkpoint-00000012} of a storage, in which
 * other things may lie as well. Any thread; one checkpoint is written at a time.
 */
public final class CheckpointStore {
  private final Storage storage;
  private final int kept;
  private final int blockBytes;
  private final Set<Long> damaged = new HashSet<>();
  private long lastNumber;
  private boolean isWriting;

  /**
   * A store.
   *
   * @param storage where the checkpoints lie; only this process may write there
   * @param kept most valid checkpoints that are left after a commit; if 1, each is read back and
   *     compared before it takes the place of the one before it
   * @throws IllegalArgumentException if none is to be kept
   */
  public CheckpointStore(Storage storage, int kept) {
    this(storage, kept, StateFileDescriptor.BLOCK_BYTES);
  }

  CheckpointStore(Storage storage, int kept, int blockBytes) {
    if (kept < 1) {
      throw new IllegalArgumentException(
          "no checkpoint would be kept: kept=" + kept + "; keep 1 or more");
    }
    this.storage = storage;
    this.kept = kept;
    this.blockBytes = blockBytes;
  }

  int blockBytes() {
    return blockBytes;
  }

  boolean readsBack() {
    return kept == 1;
  }

  /**
   * Begins the next checkpoint.
   *
   * @throws IllegalStateException if one is being written
   * @throws StorageException if its directory cannot be made
   */
  public synchronized CheckpointWriter begin() {
    if (isWriting) {
      throw new IllegalStateException(
          "a checkpoint is being written: number="
              + lastNumber
              + "; commit or abandon it before the next one");
    }
    List<Long> numbers = CheckpointName.numbers(storage);
    long newest = numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
    long number = Math.max(lastNumber, newest) + 1;
    storage.makeDirectory(CheckpointName.directory(number));
    lastNumber = number;
    isWriting = true;
    return new CheckpointWriter(this, storage, number);
  }

  /** Another checkpoint may begin. */
  synchronized void ended() {
    isWriting = false;
  }

  /**
   * Removes what is older than the kept ones, and what was never finished.
   *
   * @return why that failed, if it did
   */
  synchronized Optional<StorageException> committed(long number) {
    isWriting = false;
    try {
      int left = kept;
      List<Long> numbers = CheckpointName.numbers(storage);
      for (int i = numbers.size() - 1; i >= 0; i--) {
        long old = numbers.get(i);
        boolean isValid = old == number || isFinished(old) && !damaged.contains(old);
        if (isValid && left > 0) {
          left--;
        } else if (left == 0 || !isFinished(old)) {
          retire(old);
        }
      }
      return Optional.empty();
    } catch (StorageException e) {
      return Optional.of(e);
    }
  }

  private boolean isFinished(long number) {
    return storage.list(CheckpointName.directory(number)).contains(CheckpointName.MANIFEST);
  }

  /**
   * The manifest goes first, so that a half-removed checkpoint does not look like a damaged one.
   */
  private void retire(long number) {
    storage.remove(CheckpointName.file(number, CheckpointName.MANIFEST));
    storage.remove(CheckpointName.directory(number));
    damaged.remove(number);
  }

  /**
   * The newest checkpoint that is complete and undamaged; all of its bytes are read. Newer ones are
   * left where they are, and do not count as kept.
   *
   * @param passedOver takes a message for each newer one, with its number and what is wrong
   * @throws StorageException if the directory cannot be listed
   */
  public synchronized Optional<Checkpoint> newest(Consumer<String> passedOver) {
    List<Long> numbers = CheckpointName.numbers(storage);
    for (int i = numbers.size() - 1; i >= 0; i--) {
      long number = numbers.get(i);
      try {
        Checkpoint checkpoint = Checkpoint.check(storage, number, CheckpointName.MANIFEST);
        damaged.remove(number);
        return Optional.of(checkpoint);
      } catch (CheckpointException | StorageException e) {
        damaged.add(number);
        passedOver.accept(
            "checkpoint is passed over: number=" + number + ", reason=" + e.getMessage());
      }
    }
    return Optional.empty();
  }
}
