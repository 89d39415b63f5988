package io.millrace.ring;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Until when somebody waits. Immutable. */
public final class Deadline {
  private static final long PARK_NS = 50_000;
  private static final Deadline NEVER = new Deadline(false, 0);

  private final boolean comes;
  private final long atNs;

  private Deadline(boolean comes, long atNs) {
    this.comes = comes;
    this.atNs = atNs;
  }

  /** Waits for ever. */
  public static Deadline never() {
    return NEVER;
  }

  /** Waits so long from now. */
  public static Deadline in(Duration time) {
    return new Deadline(true, System.nanoTime() + Math.min(time.toNanos(), Long.MAX_VALUE / 2));
  }

  /** Whether it has passed. */
  public boolean hasPassed() {
    return comes && System.nanoTime() - atNs >= 0;
  }

  /** Waits until a condition holds, also if the thread is interrupted; false if it never did. */
  public boolean await(BooleanSupplier condition) {
    boolean interrupted = false;
    boolean holds = condition.getAsBoolean();
    while (!holds && !hasPassed()) {
      LockSupport.parkNanos(PARK_NS);
      interrupted |= Thread.interrupted();
      holds = condition.getAsBoolean();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return holds;
  }
}
