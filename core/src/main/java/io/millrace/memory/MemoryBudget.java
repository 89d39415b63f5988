package io.millrace.memory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A hard limit on off-heap bytes, shared by all that reserve from it. Any thread; asked only when a
 * structure grows, never per row.
 */
public final class MemoryBudget {
  private final String name;
  private final long limitBytes;
  private final AtomicLong usedBytes = new AtomicLong();

  /**
   * A budget.
   *
   * @param name what it bounds, for messages
   * @param limitBytes most bytes that may be reserved at a time
   */
  public MemoryBudget(String name, long limitBytes) {
    this.name = name;
    this.limitBytes = limitBytes;
  }

  /** A budget without limit. */
  public static MemoryBudget unlimited() {
    return new MemoryBudget("unlimited", Long.MAX_VALUE);
  }

  /**
   * Takes bytes out of the budget.
   *
   * @throws MemoryBudgetExceededException if fewer are left; nothing is taken then
   */
  public void reserve(long byteCount) {
    long used = usedBytes.get();
    while (true) {
      if (byteCount > limitBytes - used) {
        throw new MemoryBudgetExceededException(
            "state over its memory budget: budget="
                + name
                + ", limitBytes="
                + limitBytes
                + ", usedBytes="
                + used
                + ", neededBytes="
                + byteCount
                + "; raise the budget, or bound the state with windows or fewer keys");
      }
      if (usedBytes.compareAndSet(used, used + byteCount)) {
        return;
      }
      used = usedBytes.get();
    }
  }

  /** Gives bytes back. */
  public void release(long byteCount) {
    usedBytes.addAndGet(-byteCount);
  }

  /** Bytes reserved now. */
  public long usedBytes() {
    return usedBytes.get();
  }

  /** Most bytes that may be reserved. */
  public long limitBytes() {
    return limitBytes;
  }
}
