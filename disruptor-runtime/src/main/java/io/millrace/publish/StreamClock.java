package io.millrace.publish;

import io.millrace.query.WatermarkSpec;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The watermark of a stream: the minimum over its publishers that are not idle. Each alone moves
 * its own, never back, once the rows that moved it are published.
 */
final class StreamClock {
  private static final PublisherClock[] NOBODY = {};

  /** Held by who publishes, or finds publishers idle, where they may be; see {@link IdleWatch}. */
  private final ReentrantLock moving = new ReentrantLock();

  private volatile PublisherClock[] open = NOBODY;
  private volatile long floorNs = WatermarkSpec.NONE;

  /** The watermark of one publisher. */
  static final class PublisherClock {
    private volatile long ownNs;
    private volatile boolean idle;

    long ownNs() {
      return ownNs;
    }

    void moveTo(long newOwnNs) {
      ownNs = newOwnNs;
    }

    /** Whether the stream's watermark does not wait for this publisher. */
    boolean isIdle() {
      return idle;
    }
  }

  /** Whoever holds it decides alone which publishers the watermark waits for. */
  ReentrantLock moving() {
    return moving;
  }

  /** Adds a publisher; it starts where the stream is. */
  synchronized PublisherClock open() {
    PublisherClock clock = new PublisherClock();
    long now = held();
    clock.moveTo(now);
    PublisherClock[] more = Arrays.copyOf(open, open.length + 1);
    more[open.length] = clock;
    open = more;
    return clock;
  }

  /** Goes on from a watermark that was recorded. */
  synchronized void restore(long watermarkNs) {
    floorNs = Math.max(floorNs, watermarkNs);
  }

  /** Adds a publisher that has come further than the stream, as was recorded. */
  synchronized PublisherClock open(long recordedNs) {
    PublisherClock clock = open();
    clock.moveTo(Math.max(clock.ownNs, recordedNs));
    return clock;
  }

  /** Takes a publisher out; what it has published is published. */
  synchronized void close(PublisherClock clock) {
    floorNs = Math.max(floorNs, held());
    open = Arrays.stream(open).filter(other -> other != clock).toArray(PublisherClock[]::new);
  }

  /**
   * Watermark of all publishers but one: rows see it that arrive there now, and its sequences may
   * go no further.
   */
  long others(PublisherClock clock) {
    long others = WatermarkSpec.END;
    for (PublisherClock other : open) {
      if (other != clock && !other.idle) {
        others = Math.min(others, other.ownNs);
      }
    }
    return others;
  }

  /**
   * How far a sequence may go that nobody in particular publishes. Where all publishers are idle,
   * as far as the one that is farthest: none is waited for.
   */
  long held() {
    PublisherClock[] now = open;
    long least = WatermarkSpec.END;
    long most = floorNs;
    boolean waits = false;
    for (PublisherClock each : now) {
      most = Math.max(most, each.ownNs);
      if (!each.idle) {
        waits = true;
        least = Math.min(least, each.ownNs);
      }
    }
    return waits ? Math.max(floorNs, least) : most;
  }

  /** Waits no longer for a publisher. The caller holds {@link #moving}. */
  synchronized void exclude(PublisherClock clock) {
    floorNs = Math.max(floorNs, held());
    clock.idle = true;
  }

  /** Waits for a publisher again, from where the stream is. The caller holds {@link #moving}. */
  synchronized long include(PublisherClock clock) {
    long now = held();
    clock.moveTo(Math.max(clock.ownNs, now));
    clock.idle = false;
    return clock.ownNs;
  }
}
