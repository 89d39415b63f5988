package io.millrace.publish;

/** What became of a row or batch that was published: 0 or a negative code. */
public final class PublishResult {
  /** Accepted; it will be processed. */
  public static final int ACCEPTED = 0;

  /** Not accepted, because a ring is full and the policy is to fail fast; try again later. */
  public static final int BACK_PRESSURED = -1;

  /** Dropped and counted, because a ring is full and the policy is to drop. */
  public static final int DROPPED = -2;

  private PublishResult() {}
}
