package io.millrace.durability;

/**
 * What became of an engine's checkpoints, also of those that it took by itself.
 *
 * @param taken how many were taken
 * @param failed how many failed
 * @param last the last one that was taken, or null
 * @param lastFailure why the last one failed that did, or empty
 */
public record CheckpointStatus(long taken, long failed, CheckpointReport last, String lastFailure) {
  /** None yet. */
  public static final CheckpointStatus NONE = new CheckpointStatus(0, 0, null, "");

  /** With one more that was taken. */
  public CheckpointStatus with(CheckpointReport report) {
    return new CheckpointStatus(taken + 1, failed, report, lastFailure);
  }

  /** With one more that failed. */
  public CheckpointStatus with(RuntimeException failure) {
    return new CheckpointStatus(taken, failed + 1, last, String.valueOf(failure.getMessage()));
  }
}
