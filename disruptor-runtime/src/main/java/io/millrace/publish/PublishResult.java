package io.millrace.publish;

/**
 * What became of a row or batch that was published: 0 or a positive code if it was accepted, a
 * negative code if not.
 */
public final class PublishResult {
  /** Accepted; it will be processed. */
  public static final int ACCEPTED = 0;

  /** Accepted; a row of the same key that waited here was left out for it. */
  public static final int CONFLATED = 1;

  /** Accepted; the row that had waited longest was dropped for it. */
  public static final int DROPPED_OLDEST = 2;

  /** Not accepted, because a ring is full and the policy is to fail fast; try again later. */
  public static final int BACK_PRESSURED = -1;

  /** Dropped and counted, because a ring is full and the policy is to drop the newest. */
  public static final int DROPPED = -2;

  private PublishResult() {}

  /** Whether what was published got in. */
  public static boolean isAccepted(int code) {
    return code >= ACCEPTED;
  }
}
