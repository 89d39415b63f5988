package io.millrace.publish;

import io.millrace.batch.RecordBatch;
import io.millrace.durability.JournalMode;
import io.millrace.durability.SourcePosition;
import io.millrace.query.WatermarkSpec;
import io.millrace.ring.Origin;
import io.millrace.ring.RingDurability;
import io.millrace.ring.SequenceRecorder;
import io.millrace.ring.SourcePoint;
import io.millrace.ring.StreamPoint;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * What a stream keeps in mind so that it can go on after a restart: the number of its last event,
 * which is a batch, a watermark or the end of input, and how far its sources have come. All rings
 * of the stream see its events in one order. Guarded by the stream's lock.
 */
public final class StreamDurability {
  private final JournalMode mode;
  private final IntFunction<SequenceRecorder> recorders;
  private final Map<Long, SourceProgress> sources = new LinkedHashMap<>();

  /** Sources, by hash, of which batches are known before a record has told their names. */
  private final Map<Long, SourceProgress> unnamed = new HashMap<>();

  private final Map<Long, ArrivalScan> scans = new LinkedHashMap<>();
  private volatile long event;
  private boolean ended;
  private boolean recovered;

  /**
   * A stream of which nothing is recorded.
   *
   * @param recorders makes the journal of a ring by the ring's number; gives null without journals
   */
  public StreamDurability(JournalMode mode, IntFunction<SequenceRecorder> recorders) {
    this.mode = mode;
    this.recorders = recorders;
  }

  /** What makes a ring of the stream durable; it begins behind a sequence, -1 for a new one. */
  RingDurability ring(int number, long startsBehind) {
    return new RingDurability(mode, recorders.apply(number), startsBehind, !recovered, () -> event);
  }

  /** Number of the last event. */
  public long event() {
    return event;
  }

  /** Counts an event. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // Only under the stream's lock.
  long nextEvent() {
    return ++event;
  }

  /** Whether the input has ended. */
  public boolean ended() {
    return ended;
  }

  void end() {
    ended = true;
  }

  /** Whether publishers may come: what was recorded is replayed. */
  boolean recovered() {
    return recovered;
  }

  /** Lets publishers come. */
  public void finishRecovery() {
    recovered = true;
    sources.values().forEach(source -> source.keep(source.position()));
    unnamed.values().forEach(source -> source.keep(source.position()));
    scans.clear();
  }

  /** Whether a source of that name has ever been seen. */
  boolean knows(String name) {
    return sources.containsKey(SourcePoint.hash(name));
  }

  /**
   * The progress of a source that no publisher has now.
   *
   * @throws IllegalStateException if one has
   */
  SourceProgress open(String stream, String name) {
    SourceProgress source = source(name);
    if (!source.take()) {
      throw new IllegalStateException(
          "source has a publisher: stream="
              + stream
              + ", source="
              + name
              + "; close that one first, or give each publisher a name of its own");
    }
    return source;
  }

  /** By name, or made; two names of one hash are refused. */
  private SourceProgress source(String name) {
    SourceProgress source =
        sources.computeIfAbsent(SourcePoint.hash(name), hash -> named(name, hash));
    if (!source.name().equals(name)) {
      throw new IllegalArgumentException(
          "names of two sources cannot be told apart: first="
              + source.name()
              + ", second="
              + name
              + "; use another name");
    }
    return source;
  }

  private SourceProgress named(String name, long hash) {
    SourceProgress source = new SourceProgress(name);
    SourceProgress seen = unnamed.remove(hash);
    if (seen != null) {
      source.restore(seen.point());
      source.keep(seen.kept().of(name));
    }
    return source;
  }

  /** A name for a publisher that was given none: the first number that is free. */
  String freeName() {
    int number = 1;
    while (isTaken("publisher-" + number)) {
      number++;
    }
    return "publisher-" + number;
  }

  private boolean isTaken(String name) {
    SourceProgress source = sources.get(SourcePoint.hash(name));
    return source != null && source.isTaken();
  }

  /** Whether there is a journal. */
  boolean journals() {
    return mode != JournalMode.NONE;
  }

  /** How far a source has come. */
  SourcePosition position(String name) {
    SourceProgress source = find(name);
    return source == null ? new SourcePosition(name, 0, 0, 0) : source.position().of(name);
  }

  /** How far a source is recorded for sure; while recorded rows are replayed, as far as they go. */
  SourcePosition kept(String name) {
    SourceProgress source = find(name);
    if (source == null || !recovered) {
      return position(name);
    }
    return source.kept().of(name);
  }

  /** Says that a source is recorded so far; gives back how far it is, which may be farther. */
  SourcePosition keep(SourcePosition position) {
    SourceProgress source = find(position.source());
    if (source == null) {
      return position;
    }
    source.keep(position);
    return source.kept();
  }

  /** Says that all sources are recorded so far. */
  void keep(StreamPoint point) {
    point.sources().forEach(source -> keep(source.position()));
  }

  private SourceProgress find(String name) {
    SourceProgress source = sources.get(SourcePoint.hash(name));
    if (source == null) {
      return unnamed.get(SourcePoint.hash(name));
    }
    return source.name().equals(name) ? source : null;
  }

  /** Everything as of now. */
  StreamPoint point(long watermarkNs) {
    List<SourcePoint> points = sources.values().stream().map(SourceProgress::point).toList();
    return new StreamPoint(event, watermarkNs, ended, points);
  }

  /**
   * Goes on from a point that was recorded. One that lies behind may still tell the name of a
   * source: a ring may have its batches and lack the record of its name, which another ring has.
   */
  void restore(StreamPoint point) {
    if (point.event() >= event) {
      event = point.event();
      ended |= point.ended();
      for (SourcePoint recorded : point.sources()) {
        source(recorded.name()).restore(recorded);
        scans.remove(SourcePoint.hash(recorded.name()));
      }
      return;
    }
    for (SourcePoint recorded : point.sources()) {
      long hash = SourcePoint.hash(recorded.name());
      boolean isNew = !sources.containsKey(hash) && !unnamed.containsKey(hash);
      SourceProgress source = source(recorded.name());
      if (isNew) {
        source.restore(recorded);
      }
    }
  }

  /** Takes a batch into account that was recorded, unless it is known already. */
  void replay(Origin recorded, RecordBatch batch, WatermarkSpec spec) {
    if (recorded.event() <= event) {
      return;
    }
    event = recorded.event();
    SourceProgress source = sources.get(recorded.source());
    if (source == null) {
      source = unnamed.computeIfAbsent(recorded.source(), hash -> new SourceProgress(""));
    }
    long ownNs = source.ownNs();
    ArrivalScan scan =
        scans.computeIfAbsent(recorded.source(), hash -> new ArrivalScan(spec, ownNs));
    scan.scan(batch, Long.MIN_VALUE);
    source.replay(recorded, scan.ownNs());
  }

  /** Takes an event without rows into account, unless it is known already. */
  void replay(long recordedEvent, boolean end) {
    if (recordedEvent > event) {
      event = recordedEvent;
      ended |= end;
    }
  }
}
