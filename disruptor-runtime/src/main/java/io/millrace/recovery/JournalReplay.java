package io.millrace.recovery;

import io.millrace.batch.RecordBatch;
import io.millrace.journal.JournalEntry;
import io.millrace.journal.JournalReader;
import io.millrace.publish.StreamHub;
import io.millrace.publish.StreamReplay;
import io.millrace.query.CompiledQuery;
import io.millrace.ring.ControlCodec;
import io.millrace.ring.ControlRecord;
import io.millrace.ring.Origin;
import io.millrace.ring.Pipeline;
import io.millrace.ring.QueryRun;

/**
 * Replays the journal of one ring into its pipeline, sequence by sequence: each gets the number
 * that it had. One thread.
 */
final class JournalReplay {
  private final StreamHub hub;
  private final int ring;
  private final Declarations declarations;
  private final RecoveryLog log;
  private final Origin origin = new Origin();
  private Pipeline pipeline;
  private StreamReplay replay;
  private long lastEvent;
  private long lastSequence;
  private long firstSequence;
  private boolean retired;

  /**
   * Of a ring that begins behind a sequence and an event.
   *
   * @param pipeline null if a journalled query has to begin it first; what comes before, as queries
   *     without a name were there, only tells how far the stream has come
   */
  JournalReplay(
      StreamHub hub, int ring, Pipeline pipeline, Declarations declarations, RecoveryLog log) {
    this.hub = hub;
    this.ring = ring;
    this.declarations = declarations;
    this.log = log;
    use(pipeline);
  }

  private void use(Pipeline itsPipeline) {
    pipeline = itsPipeline;
    replay = hub.newReplay(itsPipeline);
  }

  /** Starts behind a checkpoint's barrier. */
  JournalReplay behind(long sequence, long event) {
    firstSequence = sequence + 1;
    lastSequence = sequence;
    lastEvent = event;
    return this;
  }

  int ring() {
    return ring;
  }

  /** Where its replay begins. */
  long firstSequence() {
    return firstSequence;
  }

  /** Number of the last event of the stream that the ring has seen. */
  long lastEvent() {
    return lastEvent;
  }

  /** Whether its last query has ended, or nothing of it was there. */
  boolean isOver() {
    return retired || pipeline == null;
  }

  Pipeline pipeline() {
    return pipeline;
  }

  /** Replays up to a sequence, or to where the journal ends or is damaged. */
  void run(JournalReader journal, long untilSequence) {
    JournalEntry entry = new JournalEntry();
    while (lastSequence < untilSequence && !retired && journal.next(entry)) {
      if (entry.sequence() != lastSequence + 1) {
        log.note(
            "journal has a gap: stream="
                + hub.definition().name()
                + ", ring="
                + ring
                + ", missingFrom="
                + (lastSequence + 1)
                + ", next="
                + entry.sequence()
                + "; nothing behind the gap is replayed");
        return;
      }
      take(journal, entry);
      lastSequence = entry.sequence();
      lastEvent = Math.max(lastEvent, entry.event());
    }
    journal.passedOver().forEach(damage -> log.note(damage.toString()));
    journal.damage().ifPresent(damage -> log.note(damage.toString()));
  }

  private void take(JournalReader journal, JournalEntry entry) {
    log.countSequence();
    if (entry.route() == -1) {
      control(ControlCodec.decode(journal.control()), entry);
    } else {
      fill(journal, entry);
      replay.publish(entry.route(), entry.watermarkNs(), origin(entry));
    }
  }

  private void fill(JournalReader journal, JournalEntry entry) {
    RecordBatch batch = replay.batch();
    if (journal.rowCount() > batch.capacity()) {
      throw new IllegalStateException(
          "batches were larger than they may be now: recordedRows="
              + journal.rowCount()
              + ", batchRows="
              + batch.capacity()
              + ", sequence="
              + entry.sequence()
              + "; recover with batches at least that large");
    }
    journal.batch(batch);
    log.countRows(batch.rowCount());
  }

  private Origin origin(JournalEntry entry) {
    return origin.set(
        entry.event(), entry.source(), entry.sourceRows(), entry.mark(), entry.markRows());
  }

  private void control(ControlRecord control, JournalEntry entry) {
    switch (control.kind()) {
      case QUERY_ADDED -> add(control);
      case QUERY_REMOVED -> {
        replay.remove(declarations.run(control.query()), entry.watermarkNs());
        declarations.ended(control.query());
      }
      case QUERY_PAUSED ->
          replay.pause(declarations.run(control.query()), true, entry.watermarkNs());
      case QUERY_RESUMED ->
          replay.pause(declarations.run(control.query()), false, entry.watermarkNs());
      case QUERY_REPLACED -> replace(control, entry);
      default -> {
        replay.publish(control, entry.event(), entry.watermarkNs());
        retired = control.kind() == ControlRecord.Kind.RETIRED;
      }
    }
  }

  private void add(ControlRecord control) {
    CompiledQuery query = declarations.beginning(control.query(), control.sql());
    if (pipeline == null) {
      use(hub.restorePipeline(ring, query.routing(), lastSequence).start());
    }
    Declaration declared = declarations.of(control.query(), control.sql());
    declared.begin();
    QueryRun run =
        replay.add(
            declarations.label(control.query()),
            query,
            control.delivery(),
            declared.subscriber(),
            control.stream());
    declarations.runs(control.query(), run);
    declared.started().accept(run);
  }

  private void replace(ControlRecord control, JournalEntry entry) {
    QueryRun old = declarations.run(control.query());
    Declaration declared = declarations.of(control.query(), control.sql());
    QueryRun run =
        replay.replace(
            old,
            declarations.label(control.query()).number(),
            declarations.beginning(control.query(), control.sql()),
            declared.subscriber(),
            entry.watermarkNs());
    declarations.runs(control.query(), run);
    declared.started().accept(run);
  }

  /** Gives the ring an event that another ring of its stream has seen. */
  void level(JournalReader journal, JournalEntry entry) {
    if (entry.route() == -1) {
      replay.publish(ControlCodec.decode(journal.control()), entry.event(), entry.watermarkNs());
    } else {
      fill(journal, entry);
      replay.publish(entry.route(), entry.watermarkNs(), origin(entry));
    }
    lastEvent = entry.event();
  }
}
