package io.millrace.ring;

import java.util.List;

/**
 * How far a stream has come at a sequence.
 *
 * @param event number of its last event
 * @param watermarkNs its watermark; nanoseconds since the epoch
 * @param ended whether its input has ended
 * @param sources how far its sources have come
 */
public record StreamPoint(long event, long watermarkNs, boolean ended, List<SourcePoint> sources) {
  /** Copies the list. */
  public StreamPoint {
    sources = List.copyOf(sources);
  }
}
