package io.millrace.recovery;

import io.millrace.durability.CheckpointReport;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalException;
import io.millrace.publish.StreamHub;
import io.millrace.query.StreamDefinition;
import io.millrace.storage.StorageException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Takes checkpoints, one at a time, and removes journals that none needs any more: those of the
 * rings below the barriers of the oldest checkpoint that is kept. Any thread.
 */
public final class Checkpoints {
  private final DurableDirectory directory;
  private final Deque<BarrierPositions> kept = new ArrayDeque<>();

  /** Behind a recovery. */
  public Checkpoints(DurableDirectory directory, Recovery recovery) {
    this.directory = directory;
    kept.add(recovery.barriers());
  }

  /**
   * Takes a checkpoint.
   *
   * @throws IllegalStateException if it failed; older ones are as they were
   */
  public synchronized CheckpointReport take(List<StreamHub> hubs) {
    BarrierPositions positions = new BarrierPositions();
    CheckpointReport report =
        new CheckpointRun(directory.checkpoints().begin(), hubs).run(positions);
    kept.addLast(positions);
    String warning = retireJournals(hubs);
    return warning.isEmpty()
        ? report
        : new CheckpointReport(
            report.number(), report.bytes(), report.took(), report.longestPause(), warning);
  }

  private String retireJournals(List<StreamHub> hubs) {
    try {
      while (kept.size() > directory.settings().checkpointsKept()) {
        BarrierPositions old = kept.removeFirst();
        for (BarrierPositions.Ring ring : old.sequences().keySet()) {
          if (!kept.getFirst().sequences().containsKey(ring)) {
            directory.removeRing(ring.stream(), ring.number());
          }
        }
      }
      for (StreamHub hub : hubs) {
        retireJournals(hub.definition());
      }
      return "";
    } catch (StorageException | JournalException e) {
      return e.getMessage();
    }
  }

  private void retireJournals(StreamDefinition stream) {
    for (int number : directory.rings(DurableDirectory.fileName(stream.name()))) {
      if (kept.getFirst().isOver(new BarrierPositions.Ring(stream.name(), number))) {
        directory.removeRing(stream.name(), number);
      }
    }
    kept.getFirst()
        .sequences()
        .forEach(
            (ring, sequence) -> {
              if (ring.stream().equals(stream.name())) {
                new Journal(directory.ringPath(stream.name(), ring.number()), stream.schema())
                    .retire(sequence + 1);
              }
            });
  }
}
