package io.millrace.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A count that one thread adds to and any thread reads. */
public final class Counter {
  private static final VarHandle VALUE;

  static {
    try {
      VALUE = MethodHandles.lookup().findVarHandle(Counter.class, "value", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private long value;

  /** Zero. */
  public Counter() {}

  /** Adds; by the owning thread only. */
  public void add(long count) {
    VALUE.setOpaque(this, value + count);
  }

  /** The count, perhaps a moment old. */
  public long get() {
    return (long) VALUE.getOpaque(this);
  }
}
