package io.millrace.recovery;

import io.millrace.checkpoint.Checkpoint;
import io.millrace.journal.JournalEntry;
import io.millrace.journal.JournalReader;
import io.millrace.publish.StreamHub;
import io.millrace.ring.Pipeline;
import io.millrace.ring.QueryRun;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings one stream back: its rings from a checkpoint, their journals behind it, and then those
 * rings level that had seen less of the stream than others when the process ended. One thread.
 */
final class StreamRecovery {
  /** Before the first event of a ring is known. */
  private static final long NO_EVENT = -1;

  private final StreamHub hub;
  private final DurableDirectory directory;
  private final Declarations declarations;
  private final RecoveryLog log;
  private final String name;
  private final List<JournalReplay> rings = new ArrayList<>();
  private final List<Integer> leftOut = new ArrayList<>();
  private int nextRing;

  StreamRecovery(
      StreamHub hub, DurableDirectory directory, Declarations declarations, RecoveryLog log) {
    this.hub = hub;
    this.directory = directory;
    this.declarations = declarations;
    this.log = log;
    this.name = hub.definition().name();
  }

  /** Brings the rings back as they were at the barrier; their threads run. */
  void restore(Checkpoint checkpoint, int index, StreamState recorded) {
    String definition = DefinitionText.of(hub.definition());
    if (!definition.equals(recorded.definition())) {
      throw new IllegalStateException(
          "stream is not as it was recorded: stream="
              + name
              + ", was="
              + recorded.definition()
              + ", is="
              + definition
              + "; declare it as it was, or give the new stream another name");
    }
    hub.restore(recorded.point());
    nextRing = recorded.ringsMade();
    hub.reserveRings(nextRing - 1);
    for (RingState ring : recorded.rings()) {
      Pipeline pipeline =
          ring.queries().isEmpty()
              ? null
              : new RingRestore(checkpoint, index, ring, declarations).restore(hub);
      rings.add(
          new JournalReplay(hub, ring.number(), pipeline, declarations, log)
              .behind(ring.sequence(), recorded.point().event()));
    }
  }

  /**
   * Remembers the number of partitions, behind a check that feeds of other streams bear it.
   *
   * @throws IllegalStateException if not
   */
  void runsWith(int partitions) {
    PartitionRecord record = directory.partitions(name);
    if (!record.wasAlways(partitions)) {
      for (Declaration declared : declarations.all()) {
        if (declared.query().stream().equalsIgnoreCase(name)
            && declared.subscriber() instanceof Feed feed
            && feed.hasRowsToCome()) {
          throw new IllegalStateException(
              "partitions cannot change now: query="
                  + declared.name()
                  + ", stream="
                  + declared.query().sink()
                  + ", was="
                  + record.last()
                  + ", is="
                  + partitions
                  + "; the stream has rows of the query that are to come once more, in another"
                  + " order; start with as many partitions as before and close the engine, then"
                  + " change their number");
        }
      }
    }
    record.runsWith(partitions);
  }

  /** Replays all journals, of rings that came later, too. */
  void replay() {
    for (JournalReplay ring : rings) {
      replay(ring);
    }
    for (int number : directory.rings(DurableDirectory.fileName(name))) {
      if (number >= nextRing && !isLeftOut(number)) {
        JournalReplay ring =
            new JournalReplay(hub, number, null, declarations, log).behind(-1, NO_EVENT);
        rings.add(ring);
        replay(ring);
      }
    }
    directory.rings(DurableDirectory.fileName(name)).forEach(hub::reserveRings);
    declarations.checkFinal(name);
  }

  /**
   * Whether a ring that came later is left out: where the machine failed, those before it may lack
   * rows that were published before it began. What is lost is lost from the end, so it goes, too.
   */
  private boolean isLeftOut(int number) {
    JournalEntry first = new JournalEntry();
    long last = hub.lastEvent();
    try (JournalReader journal = reader(number, 0)) {
      if (rings.stream().allMatch(JournalReplay::isOver)
          || !journal.next(first)
          || first.event() <= last) {
        return false;
      }
    }
    log.note(
        "ring is left out, as it begins behind what is lost: stream="
            + name
            + ", ring="
            + number
            + ", begins="
            + first.event()
            + ", last="
            + last
            + "; its queries begin anew");
    leftOut.add(number);
    return true;
  }

  private void replay(JournalReplay ring) {
    try (JournalReader journal = reader(ring.ring(), ring.firstSequence())) {
      ring.run(journal, Long.MAX_VALUE);
    }
  }

  private JournalReader reader(int ring, long fromSequence) {
    return new JournalReader(
        directory.ringPath(name, ring), hub.definition().schema(), fromSequence);
  }

  /**
   * From here on everything new is recorded; rings that had seen less see the rest, and behind that
   * queries go on with the text that they have now.
   */
  void goOn() {
    directory.removeForGood(name, leftOut);
    long last = hub.lastEvent();
    for (JournalReplay ring : rings) {
      if (!ring.isOver()) {
        ring.pipeline().recordFrom(ring.pipeline().ring().cursor() + 1);
      }
    }
    for (JournalReplay ring : rings) {
      if (!ring.isOver() && ring.lastEvent() < last) {
        level(ring, last);
      }
    }
    declarations.changed(name).forEach(this::change);
    hub.retireEmpty();
    hub.finishRecovery();
  }

  private void change(Declaration declared) {
    QueryRun old = declarations.run(declared.name());
    if (!old.stopped()) {
      QueryRun run =
          hub.replace(
              old,
              declarations.label(declared.name()).number(),
              declared.query(),
              declared.subscriber());
      declarations.runs(declared.name(), run);
      declared.started().accept(run);
    }
  }

  private void level(JournalReplay behind, long last) {
    for (JournalReplay donor : rings) {
      if (donor != behind && donor.lastEvent() > behind.lastEvent()) {
        copyEvents(donor, behind);
      }
    }
    if (behind.lastEvent() < last) {
      log.note(
          "ring has not seen all of its stream: stream="
              + name
              + ", ring="
              + behind.ring()
              + ", lastEvent="
              + behind.lastEvent()
              + ", last="
              + last);
    }
  }

  /** Only events that follow without a gap. */
  private void copyEvents(JournalReplay donor, JournalReplay behind) {
    JournalEntry entry = new JournalEntry();
    try (JournalReader journal = reader(donor.ring(), donor.firstSequence())) {
      while (journal.next(entry)) {
        if (entry.event() == behind.lastEvent() + 1) {
          behind.level(journal, entry);
        }
      }
    }
  }
}
