package io.millrace.recovery;

import io.millrace.checkpoint.CheckpointStore;
import io.millrace.durability.Durability;
import io.millrace.durability.JournalMode;
import io.millrace.journal.QueueParts;
import io.millrace.query.StreamDefinition;
import io.millrace.ring.SequenceRecorder;
import io.millrace.storage.DirectoryLock;
import io.millrace.storage.Storage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The directory of a durable engine: {@code checkpoints/}, and {@code journals/STREAM/ring-N/} for
 * each ring, beside the number of partitions. Held by one engine at a time.
 */
public final class DurableDirectory implements AutoCloseable {
  private static final String CHECKPOINTS = "checkpoints";
  private static final String JOURNALS = "journals";
  private static final String RING = "ring-";
  private static final char ESCAPE = '%';

  private final Durability settings;
  private final Path path;
  private final Storage journals;
  private final DirectoryLock lock;
  private final CheckpointStore checkpoints;
  private final List<AtomicLong> journalBytes = new ArrayList<>();

  private DurableDirectory(Durability settings, DirectoryLock lock, Storage checkpoints) {
    this.settings = settings;
    this.path = settings.directory();
    this.lock = lock;
    this.journals = Storage.in(path.resolve(JOURNALS));
    this.checkpoints = new CheckpointStore(checkpoints, settings.checkpointsKept());
  }

  /**
   * Takes the directory, and makes it if it is missing.
   *
   * @throws io.millrace.storage.StorageException if another engine has it, or it cannot be used
   * @throws IllegalStateException if journals are asked for and the JVM lacks what they need
   */
  public static DurableDirectory open(Durability settings) {
    if (settings.journal() != JournalMode.NONE) {
      QueueParts.check();
    }
    Storage.in(settings.directory());
    DirectoryLock lock = DirectoryLock.take(settings.directory());
    try {
      return new DurableDirectory(
          settings, lock, Storage.in(settings.directory().resolve(CHECKPOINTS)));
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Its settings. */
  public Durability settings() {
    return settings;
  }

  CheckpointStore checkpoints() {
    return checkpoints;
  }

  /** A recorder for a ring; null if there are no journals. */
  public synchronized SequenceRecorder recorder(StreamDefinition stream, int ring) {
    if (settings.journal() == JournalMode.NONE) {
      return null;
    }
    AtomicLong bytes = new AtomicLong();
    journalBytes.add(bytes);
    return new RingJournal(ringPath(stream.name(), ring), stream.schema(), bytes);
  }

  /** Bytes that were written to journals since the directory was opened. */
  public synchronized long journalBytes() {
    return journalBytes.stream().mapToLong(AtomicLong::get).sum();
  }

  Path ringPath(String stream, int ring) {
    return path.resolve(JOURNALS).resolve(fileName(stream)).resolve(RING + ring);
  }

  /** Directories of the streams that have journals; see {@link #fileName}. */
  List<String> streams() {
    return journals.list("");
  }

  /** Numbers of the rings of a stream, by its directory, that have a journal, ascending. */
  List<Integer> rings(String directory) {
    if (!journals.list("").contains(directory)) {
      return List.of();
    }
    return journals.list(directory).stream()
        .filter(name -> name.matches(RING + "\\d{1,9}"))
        .map(name -> Integer.valueOf(name.substring(RING.length())))
        .sorted()
        .toList();
  }

  /** With how many partitions a stream ran. */
  PartitionRecord partitions(String stream) {
    return new PartitionRecord(journals, fileName(stream));
  }

  /** Removes the journal of a ring. */
  void removeRing(String stream, int ring) {
    journals.remove(fileName(stream) + "/" + RING + ring);
  }

  /** Removes journals of rings so that none is there again, be it behind a power cut. */
  void removeForGood(String stream, List<Integer> rings) {
    if (!rings.isEmpty()) {
      rings.forEach(ring -> removeRing(stream, ring));
      journals.forceDirectory(fileName(stream));
    }
  }

  /** A stream's name as the name of a directory: what is no letter, digit or _ is escaped. */
  static String fileName(String stream) {
    StringBuilder name = new StringBuilder();
    for (char c : stream.toLowerCase(Locale.ROOT).toCharArray()) {
      if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_') {
        name.append(c);
      } else {
        name.append(ESCAPE).append(String.format("%04x", (int) c));
      }
    }
    return name.toString();
  }

  /** Lets others have it. */
  @Override
  public void close() {
    lock.close();
  }
}
