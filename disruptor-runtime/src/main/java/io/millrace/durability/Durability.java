package io.millrace.durability;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * What outlives the process, and where: the settings of a durable engine. Immutable.
 *
 * <p>A directory belongs to one engine at a time. Journals need Chronicle Queue on the class path
 * and the JVM flags that its absence names; checkpoints need neither.
 */
public final class Durability {
  private static final int KEPT = 2;

  private final Path directory;
  private JournalMode journal = JournalMode.WRITTEN;
  private Duration checkpointInterval;
  private long checkpointBytes = Long.MAX_VALUE;
  private int checkpointsKept = KEPT;
  private ReplayRange replay;

  private Durability(Path directory) {
    this.directory = directory;
  }

  private Durability copy() {
    Durability copy = new Durability(directory);
    copy.journal = journal;
    copy.checkpointInterval = checkpointInterval;
    copy.checkpointBytes = checkpointBytes;
    copy.checkpointsKept = checkpointsKept;
    copy.replay = replay;
    return copy;
  }

  /**
   * With journal and checkpoints in a directory, which is made if it is missing: {@link
   * JournalMode#WRITTEN}, checkpoints on call only, two of them kept.
   */
  public static Durability in(Path directory) {
    return new Durability(Objects.requireNonNull(directory, "directory").toAbsolutePath());
  }

  /** Where everything lies. */
  public Path directory() {
    return directory;
  }

  /** What is kept of the input, and when. */
  public JournalMode journal() {
    return journal;
  }

  /** With another promise of what is kept of the input. */
  public Durability withJournal(JournalMode value) {
    Durability changed = copy();
    changed.journal = Objects.requireNonNull(value, "journal");
    return changed;
  }

  /** How often a checkpoint is taken; null if none is by time. */
  public Duration checkpointInterval() {
    return checkpointInterval;
  }

  /** With a checkpoint each time so much time has passed, by the engine's clock. */
  public Durability withCheckpointInterval(Duration value) {
    check(
        !value.isNegative() && !value.isZero(), "checkpointInterval", value.toString(), "positive");
    Durability changed = copy();
    changed.checkpointInterval = value;
    return changed;
  }

  /** After how many bytes of journal a checkpoint is taken. */
  public long checkpointBytes() {
    return checkpointBytes;
  }

  /** With a checkpoint each time the journals have grown by so many bytes. */
  public Durability withCheckpointBytes(long value) {
    check(value > 0, "checkpointBytes", Long.toString(value), "positive");
    Durability changed = copy();
    changed.checkpointBytes = value;
    return changed;
  }

  /** How many checkpoints are kept, with the journal behind the oldest of them. */
  public int checkpointsKept() {
    return checkpointsKept;
  }

  /**
   * With so many checkpoints kept. A damaged one is passed over if an older one is there; and the
   * state can be looked at as of every sequence behind the oldest one.
   */
  public Durability withCheckpointsKept(int value) {
    check(value >= 1, "checkpointsKept", Integer.toString(value), "at least 1");
    Durability changed = copy();
    changed.checkpointsKept = value;
    return changed;
  }

  /** What is replayed only to be looked at; null for an engine that goes on. */
  public ReplayRange replay() {
    return replay;
  }

  /**
   * With nothing but a look at the past: {@link io.millrace.DurableEngine#recover} brings back the
   * ring of one query as it was at a sequence, and delivers what it had put out since the
   * checkpoint before. Nothing is written, and nothing can be published.
   */
  public Durability withReplay(ReplayRange value) {
    Durability changed = copy();
    changed.replay = value;
    return changed;
  }

  /** Whether checkpoints are taken without being called for. */
  public boolean takesCheckpoints() {
    return replay == null && (checkpointInterval != null || checkpointBytes != Long.MAX_VALUE);
  }

  private static void check(boolean right, String setting, String value, String range) {
    if (!right) {
      throw new IllegalArgumentException(
          "setting out of range: " + setting + "=" + value + "; it must be " + range);
    }
  }
}
