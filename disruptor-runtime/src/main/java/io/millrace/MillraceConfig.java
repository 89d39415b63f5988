package io.millrace;

import io.millrace.engine.KeyGroups;

/**
 * Settings of a {@link Millrace}, concluded once. Immutable; each method gives a changed copy.
 *
 * @param name prefix of thread names
 * @param partitions partitions of each keyed or stateless pipeline, 1 to 128
 * @param batchRows most rows in a batch
 * @param ringSlots batches in flight in a ring, a power of two
 * @param waitMode how partitions wait for input
 * @param overload what happens when a ring is full
 * @param failure what happens when a row fails
 * @param sharedPublishing whether publishers and subscribers come from several threads at a time;
 *     if not, all calls must come from one thread
 * @param emitAtEnd whether the end of input emits open windows
 * @param memoryBudgetBytes most off-heap bytes of all state
 */
public record MillraceConfig(
    String name,
    int partitions,
    int batchRows,
    int ringSlots,
    WaitMode waitMode,
    OverloadPolicy overload,
    FailurePolicy failure,
    boolean sharedPublishing,
    boolean emitAtEnd,
    long memoryBudgetBytes) {
  private static final int DEFAULT_BATCH_ROWS = 1024;
  private static final int DEFAULT_RING_SLOTS = 32;
  private static final int MAX_BATCH_ROWS = 1 << 20;

  /** Checks every setting. */
  public MillraceConfig {
    check(partitions >= 1 && partitions <= KeyGroups.COUNT, "partitions", partitions, "1 to 128");
    check(batchRows >= 1 && batchRows <= MAX_BATCH_ROWS, "batchRows", batchRows, "1 to 1048576");
    check(
        ringSlots >= 2 && Integer.bitCount(ringSlots) == 1,
        "ringSlots",
        ringSlots,
        "a power of two, at least 2");
    check(memoryBudgetBytes > 0, "memoryBudgetBytes", memoryBudgetBytes, "positive");
  }

  private static void check(boolean right, String setting, long value, String range) {
    if (!right) {
      throw new IllegalArgumentException(
          "setting out of range: " + setting + "=" + value + "; it must be " + range);
    }
  }

  /**
   * One partition, blocking wait, blocking publishers, publishing from any thread, 1 GiB of state.
   */
  public static MillraceConfig defaults() {
    return new MillraceConfig(
        "millrace",
        1,
        DEFAULT_BATCH_ROWS,
        DEFAULT_RING_SLOTS,
        WaitMode.BLOCKING,
        OverloadPolicy.BLOCK,
        FailurePolicy.STOP_QUERY,
        true,
        true,
        1L << 30);
  }

  /** With another prefix of thread names. */
  public MillraceConfig withName(String value) {
    return new MillraceConfig(
        value,
        partitions,
        batchRows,
        ringSlots,
        waitMode,
        overload,
        failure,
        sharedPublishing,
        emitAtEnd,
        memoryBudgetBytes);
  }

  /** With that many partitions. */
  public MillraceConfig withPartitions(int value) {
    return new MillraceConfig(
        name,
        value,
        batchRows,
        ringSlots,
        waitMode,
        overload,
        failure,
        sharedPublishing,
        emitAtEnd,
        memoryBudgetBytes);
  }

  /** With batches of at most that many rows. */
  public MillraceConfig withBatchRows(int value) {
    return new MillraceConfig(
        name,
        partitions,
        value,
        ringSlots,
        waitMode,
        overload,
        failure,
        sharedPublishing,
        emitAtEnd,
        memoryBudgetBytes);
  }

  /** With rings of that many slots. */
  public MillraceConfig withRingSlots(int value) {
    return new MillraceConfig(
        name,
        partitions,
        batchRows,
        value,
        waitMode,
        overload,
        failure,
        sharedPublishing,
        emitAtEnd,
        memoryBudgetBytes);
  }

  /** With another way to wait. */
  public MillraceConfig withWaitMode(WaitMode value) {
    return new MillraceConfig(
        name,
        partitions,
        batchRows,
        ringSlots,
        value,
        overload,
        failure,
        sharedPublishing,
        emitAtEnd,
        memoryBudgetBytes);
  }

  /** With another policy for full rings. */
  public MillraceConfig withOverload(OverloadPolicy value) {
    return new MillraceConfig(
        name,
        partitions,
        batchRows,
        ringSlots,
        waitMode,
        value,
        failure,
        sharedPublishing,
        emitAtEnd,
        memoryBudgetBytes);
  }

  /** With another policy for rows that fail. */
  public MillraceConfig withFailure(FailurePolicy value) {
    return new MillraceConfig(
        name,
        partitions,
        batchRows,
        ringSlots,
        waitMode,
        overload,
        value,
        sharedPublishing,
        emitAtEnd,
        memoryBudgetBytes);
  }

  /** With publishing from several threads, or from one only, which saves an atomic a batch. */
  public MillraceConfig withSharedPublishing(boolean value) {
    return new MillraceConfig(
        name,
        partitions,
        batchRows,
        ringSlots,
        waitMode,
        overload,
        failure,
        value,
        emitAtEnd,
        memoryBudgetBytes);
  }

  /** With open windows emitted at the end of input, or left open. */
  public MillraceConfig withEmitAtEnd(boolean value) {
    return new MillraceConfig(
        name,
        partitions,
        batchRows,
        ringSlots,
        waitMode,
        overload,
        failure,
        sharedPublishing,
        value,
        memoryBudgetBytes);
  }

  /** With another budget for off-heap state. */
  public MillraceConfig withMemoryBudgetBytes(long value) {
    return new MillraceConfig(
        name,
        partitions,
        batchRows,
        ringSlots,
        waitMode,
        overload,
        failure,
        sharedPublishing,
        emitAtEnd,
        value);
  }
}
