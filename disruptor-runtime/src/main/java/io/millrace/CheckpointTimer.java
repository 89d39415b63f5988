package io.millrace;

import io.millrace.durability.Durability;
import io.millrace.time.TimedWork;
import java.util.function.LongSupplier;

/** Says when a checkpoint is due: by time, or by the bytes of journal since the last one. */
final class CheckpointTimer implements TimedWork {
  private static final long LOOK_NS = 100_000_000;

  private final long intervalNs;
  private final long bytes;
  private final LongSupplier journalBytes;
  private final Runnable checkpoint;
  private long dueNs = Long.MIN_VALUE;
  private long lastBytes;

  CheckpointTimer(Durability settings, LongSupplier journalBytes, Runnable checkpoint) {
    this.intervalNs =
        settings.checkpointInterval() == null
            ? Long.MAX_VALUE
            : settings.checkpointInterval().toNanos();
    this.bytes = settings.checkpointBytes();
    this.journalBytes = journalBytes;
    this.checkpoint = checkpoint;
    this.lastBytes = journalBytes.getAsLong();
  }

  @Override
  public long nextDueNs(long nowNs) {
    if (dueNs == Long.MIN_VALUE) {
      dueNs = behind(nowNs);
    }
    return journalBytes.getAsLong() - lastBytes >= bytes ? nowNs : dueNs;
  }

  private long behind(long nowNs) {
    long due = nowNs + intervalNs;
    return due < nowNs ? Long.MAX_VALUE : due;
  }

  @Override
  public void runDue(long nowNs) {
    lastBytes = journalBytes.getAsLong();
    dueNs = behind(nowNs);
    checkpoint.run();
  }

  @Override
  public long longestWaitNs() {
    return LOOK_NS;
  }
}
