package io.millrace.publish;

import io.millrace.query.WatermarkSpec;
import java.util.Arrays;

/**
 * The watermark of a stream: the minimum over its publishers. Each alone moves its own, never back,
 * once the rows that moved it are published.
 */
final class StreamClock {
  private static final PublisherClock[] NOBODY = {};

  private volatile PublisherClock[] open = NOBODY;
  private volatile long floorNs = WatermarkSpec.NONE;

  /** The watermark of one publisher. */
  static final class PublisherClock {
    private volatile long ownNs;

    long ownNs() {
      return ownNs;
    }

    void moveTo(long newOwnNs) {
      ownNs = newOwnNs;
    }
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
      if (other != clock) {
        others = Math.min(others, other.ownNs);
      }
    }
    return others;
  }

  /** How far a sequence may go that nobody in particular publishes. */
  long held() {
    PublisherClock[] now = open;
    return now.length == 0 ? floorNs : Math.max(floorNs, others(null));
  }
}
