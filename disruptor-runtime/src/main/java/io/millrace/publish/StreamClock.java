package io.millrace.publish;

import io.millrace.query.WatermarkSpec;
import java.util.Arrays;

/**
 * The watermark of a stream: the minimum over its publishers. Each has two watermarks that it alone
 * moves, never back: its own, which decides on arrival which rows are behind, and one held back to
 * the first row that it has not published yet, which is as far as sequences may go.
 */
final class StreamClock {
  private static final PublisherClock[] NOBODY = {};

  private volatile PublisherClock[] open = NOBODY;
  private volatile long floorNs = WatermarkSpec.NONE;

  /** The two watermarks of one publisher. */
  static final class PublisherClock {
    private volatile long ownNs;
    private volatile long heldNs;

    long ownNs() {
      return ownNs;
    }

    void moveTo(long newOwnNs, long newHeldNs) {
      ownNs = newOwnNs;
      heldNs = newHeldNs;
    }
  }

  /** Adds a publisher; it starts where the stream is. */
  synchronized PublisherClock open() {
    PublisherClock clock = new PublisherClock();
    long now = held();
    clock.moveTo(now, now);
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

  /** Watermark of all publishers but one, as rows see it that arrive there now. */
  long others(PublisherClock clock) {
    long others = WatermarkSpec.END;
    for (PublisherClock other : open) {
      if (other != clock) {
        others = Math.min(others, other.ownNs);
      }
    }
    return others;
  }

  /** How far a sequence of one publisher may go for the sake of all the others. */
  long othersHeld(PublisherClock clock) {
    long held = WatermarkSpec.END;
    for (PublisherClock other : open) {
      if (other != clock) {
        held = Math.min(held, other.heldNs);
      }
    }
    return held;
  }

  /** How far a sequence may go that nobody in particular publishes. */
  long held() {
    PublisherClock[] now = open;
    return now.length == 0 ? floorNs : Math.max(floorNs, othersHeld(null));
  }
}
