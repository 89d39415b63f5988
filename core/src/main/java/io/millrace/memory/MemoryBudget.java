package io.millrace.memory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A hard limit on off-heap bytes, shared by all that reserve from it. A budget can have parts, such
 * as those of queries: what a part takes, it takes from the whole too. Any thread; asked only when
 * a structure grows, never per row.
 */
public final class MemoryBudget {
  private final String name;
  private final long limitBytes;
  private final long limitBytesOfQuery;
  private final MemoryBudget whole;
  private final AtomicLong usedBytes = new AtomicLong();

  /**
   * A budget.
   *
   * @param name what it bounds, for messages
   * @param limitBytes most bytes that may be reserved at a time
   */
  public MemoryBudget(String name, long limitBytes) {
    this(name, limitBytes, limitBytes);
  }

  /**
   * A budget of which one query may take a part only.
   *
   * @param name what it bounds, for messages
   * @param limitBytes most bytes that may be reserved at a time
   * @param limitBytesOfQuery most bytes of one query
   */
  public MemoryBudget(String name, long limitBytes, long limitBytesOfQuery) {
    this(name, limitBytes, limitBytesOfQuery, null);
  }

  private MemoryBudget(String name, long limitBytes, long limitBytesOfQuery, MemoryBudget whole) {
    this.name = name;
    this.limitBytes = limitBytes;
    this.limitBytesOfQuery = limitBytesOfQuery;
    this.whole = whole;
  }

  /**
   * The part of a query, in which nothing is reserved yet.
   *
   * @param query how messages call the query
   */
  public MemoryBudget ofQuery(String query) {
    return new MemoryBudget(query + " of " + name, limitBytesOfQuery, limitBytesOfQuery, this);
  }

  /** A budget without limit. */
  public static MemoryBudget unlimited() {
    return new MemoryBudget("unlimited", Long.MAX_VALUE);
  }

  /**
   * Takes bytes out of the budget.
   *
   * @throws MemoryBudgetExceededException if fewer are left, in it or in the whole that it is a
   *     part of; nothing is taken then
   */
  public void reserve(long byteCount) {
    take(byteCount);
    if (whole != null) {
      try {
        whole.reserve(byteCount);
      } catch (MemoryBudgetExceededException e) {
        usedBytes.addAndGet(-byteCount);
        throw e;
      }
    }
  }

  private void take(long byteCount) {
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
    if (whole != null) {
      whole.release(byteCount);
    }
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
