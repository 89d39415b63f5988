package io.millrace.query;

/**
 * {@code WATERMARK FOR column AS column - delay}: the watermark is the largest event time seen
 * minus the delay.
 *
 * @param column index of the TIMESTAMP column that holds the event time
 * @param delayNs how far a row may be behind the largest event time seen, in nanoseconds; >= 0
 */
public record WatermarkSpec(int column, long delayNs) {
  /** Watermark of a stream that has not seen an event time. */
  public static final long NONE = Long.MIN_VALUE;

  /** Watermark at the end of input: no row can follow. */
  public static final long END = Long.MAX_VALUE;

  /** Checks the delay. */
  public WatermarkSpec {
    if (delayNs < 0) {
      throw new IllegalArgumentException(
          "negative watermark delay: delayNs=" + delayNs + "; it must be 0 or more");
    }
  }

  /**
   * The watermark once {@code maxEventTimeNs} was seen; saturates at the smallest long plus one.
   */
  public long watermark(long maxEventTimeNs) {
    long watermark = maxEventTimeNs - delayNs;
    boolean overflow = watermark > maxEventTimeNs || watermark == NONE;
    return overflow ? NONE + 1 : watermark;
  }
}
