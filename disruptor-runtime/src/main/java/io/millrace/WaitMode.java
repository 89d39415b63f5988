package io.millrace;

/** How a partition's thread waits for input; the cheaper in time, the dearer in processor use. */
public enum WaitMode {
  /** Sleeps on a condition until there is input. Kind to shared processors; the default. */
  BLOCKING,
  /** Spins, yields, then sleeps for short times. */
  SLEEPING,
  /** Spins, then yields. */
  YIELDING,
  /** Spins. For processors that nothing else needs. */
  BUSY_SPIN
}
