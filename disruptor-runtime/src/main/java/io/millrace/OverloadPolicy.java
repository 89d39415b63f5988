package io.millrace;

/** What happens to a row when the ring is full. */
public enum OverloadPolicy {
  /** The publisher waits. */
  BLOCK,
  /**
   * The row is not accepted and the publisher is told; see {@link
   * io.millrace.publish.PublishResult}.
   */
  FAIL_FAST,
  /** The row is dropped and counted. */
  DROP
}
