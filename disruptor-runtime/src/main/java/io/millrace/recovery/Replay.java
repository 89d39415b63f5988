package io.millrace.recovery;

import io.millrace.checkpoint.Checkpoint;
import io.millrace.checkpoint.StateFileReader;
import io.millrace.durability.RecoveryReport;
import io.millrace.durability.ReplayRange;
import io.millrace.journal.JournalEntry;
import io.millrace.journal.JournalReader;
import io.millrace.publish.StreamHub;
import io.millrace.query.CompiledQuery;
import io.millrace.ring.ControlCodec;
import io.millrace.ring.ControlRecord;
import io.millrace.ring.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Brings one ring back as it was at a sequence of the past, to be looked at: from the newest
 * checkpoint before it, or else from the beginning of its journal. Writes nothing. One thread.
 */
public final class Replay {
  private static final int CONTROL_ROUTE = -1;

  private final DurableDirectory directory;
  private final List<StreamHub> hubs;
  private final Declarations declarations;
  private final ReplayRange range;
  private final RecoveryLog log = new RecoveryLog();

  /** A ring, and the checkpoint that knows it, if one does. */
  private record Place(StreamHub hub, int streamIndex, RingState state, StreamState stream) {}

  /** Into an engine in which nothing runs; see {@link Recovery}. */
  public Replay(
      DurableDirectory directory,
      List<StreamHub> hubs,
      Collection<Declaration> declared,
      Function<String, CompiledQuery> compiler,
      IntSupplier numbers) {
    this.directory = directory;
    this.hubs = hubs;
    this.declarations = new Declarations(declared, compiler, numbers);
    this.range = directory.settings().replay();
  }

  /**
   * Replays.
   *
   * @throws IllegalArgumentException if the query is not recorded, or the sequence is before what
   *     is kept
   */
  public RecoveryReport run() {
    long startNs = System.nanoTime();
    Optional<Checkpoint> checkpoint =
        directory.checkpoints().newest(each -> place(each) != null, log::note);
    if (checkpoint.isPresent()) {
      Place place = place(checkpoint.get());
      place.hub.restore(place.stream.point());
      Pipeline pipeline =
          new RingRestore(checkpoint.get(), place.streamIndex, place.state, declarations)
              .restore(place.hub);
      replay(place.hub, place.state.number(), pipeline, place.state.sequence());
    } else {
      replayFromBeginning();
    }
    return new RecoveryReport(
        checkpoint.map(Checkpoint::number).orElse(0L),
        new ArrayList<>(declarations.running().keySet()),
        log.sequences(),
        log.rows(),
        Duration.ofNanos(System.nanoTime() - startNs),
        log.notes());
  }

  /** Where the query was at a checkpoint's barrier that is not behind the sequence, or null. */
  private Place place(Checkpoint checkpoint) {
    EngineState state;
    try (StateFileReader manifest = checkpoint.manifest()) {
      state = EngineState.read(manifest);
    }
    for (int i = 0; i < state.streams().size(); i++) {
      StreamState stream = state.streams().get(i);
      for (RingState ring : stream.rings()) {
        boolean has = ring.queries().stream().anyMatch(query -> query.name().equals(range.query()));
        if (has && ring.sequence() <= range.untilSequence()) {
          return new Place(hub(stream.name()), i, ring, stream);
        }
      }
    }
    return null;
  }

  private StreamHub hub(String name) {
    for (StreamHub hub : hubs) {
      if (hub.definition().name().equalsIgnoreCase(name)) {
        return hub;
      }
    }
    throw new IllegalArgumentException(
        "recorded stream is not declared: stream=" + name + "; declare it before recover()");
  }

  private void replay(StreamHub hub, int ring, Pipeline pipeline, long behind) {
    JournalReplay replay =
        new JournalReplay(hub, ring, pipeline, declarations, log).behind(behind, hub.lastEvent());
    try (JournalReader journal = reader(hub, ring, behind + 1)) {
      replay.run(journal, range.untilSequence());
    }
  }

  private JournalReader reader(StreamHub hub, int ring, long from) {
    return new JournalReader(
        directory.ringPath(hub.definition().name(), ring), hub.definition().schema(), from);
  }

  private void replayFromBeginning() {
    for (StreamHub hub : hubs) {
      String name = DurableDirectory.fileName(hub.definition().name());
      for (int ring : directory.rings(name)) {
        if (begins(hub, ring)) {
          replay(hub, ring, null, -1);
          return;
        }
      }
    }
    throw new IllegalArgumentException(
        "nothing of the query is kept up to that sequence: query="
            + range.query()
            + ", until="
            + range.untilSequence()
            + "; ask for a later sequence, or keep more checkpoints");
  }

  /** Whether the journal of a ring, from its first sequence on, has the beginning of the query. */
  private boolean begins(StreamHub hub, int ring) {
    JournalEntry entry = new JournalEntry();
    try (JournalReader journal = reader(hub, ring, 0)) {
      while (journal.next(entry) && entry.sequence() <= range.untilSequence()) {
        if (entry.route() == CONTROL_ROUTE) {
          ControlRecord control = ControlCodec.decode(journal.control());
          if (control.kind() == ControlRecord.Kind.QUERY_ADDED
              && control.query().equals(range.query())) {
            return true;
          }
        }
      }
      return false;
    }
  }
}
