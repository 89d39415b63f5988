package io.millrace.ring;

import io.millrace.durability.JournalMode;
import java.util.function.LongSupplier;

/**
 * What makes a ring durable.
 *
 * @param mode what must be kept before partitions see it
 * @param recorder keeps it; null without a journal
 * @param startsBehind the sequence behind which the ring begins; -1 for a new one
 * @param replays whether what was kept is replayed before anything new is kept
 * @param event number of the last event of the stream
 */
public record RingDurability(
    JournalMode mode,
    SequenceRecorder recorder,
    long startsBehind,
    boolean replays,
    LongSupplier event) {
  /** Of a ring of which nothing outlives the process. */
  public static final RingDurability NONE =
      new RingDurability(JournalMode.NONE, null, -1, false, () -> 0);
}
