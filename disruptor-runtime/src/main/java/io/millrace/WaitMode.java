package io.millrace;

/**
 * How a stream's threads wait: partitions for input, the delivering thread for output. The cheaper
 * in time, the dearer in processor use.
 */
public enum WaitMode {
  /** Sleeps on a condition until there is input; whoever publishes takes a lock each time. */
  BLOCKING,
  /**
   * Spins for some microseconds, yields, then sleeps until it is woken; publishing costs a fence
   * while nobody sleeps. Kind to shared processors and quick while rows come.
   */
  SPIN_THEN_PARK,
  /** Spins, yields, then sleeps for short times, whether or not there is input. */
  SLEEPING,
  /** Spins, then yields. */
  YIELDING,
  /** Spins. For processors that nothing else needs. */
  BUSY_SPIN
}
