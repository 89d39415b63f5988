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

  /** How far a source is recorded. */
  SourcePosition position(String name) {
    SourceProgress source = sources.get(SourcePoint.hash(name));
    SourceProgress seen = unnamed.get(SourcePoint.hash(name));
    if (source == null && seen != null) {
      return new SourcePosition(name, seen.rows(), seen.point().mark(), seen.point().markRows());
    }
    if (source == null || !source.name().equals(name)) {
      return new SourcePosition(name, 0, 0, 0);
    }
    return source.position();
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
