package io.millrace.simulation;

import io.millrace.MillraceConfig;
import io.millrace.WaitMode;
import io.millrace.durability.JournalMode;
import io.millrace.storage.Loss;
import java.util.SplittableRandom;

/** What a seed says of a whole simulation; the rest is decided as it goes. */
final class SimulationPlan {
  private static final int MOST_ROWS = 40;
  private static final int LEAST_LIFE_BITS = 6;
  private static final int LIFE_BITS = 9;

  final JournalMode mode;
  final boolean chronicle;
  final int sources;
  final int batchRows;
  final int ringSlots;
  final int crashes;
  final boolean idleTimeout;
  final boolean checkpointsByTime;
  final int switchBits;
  private final SplittableRandom random;

  SimulationPlan(SplittableRandom random, boolean chronicle) {
    this.random = random;
    this.chronicle = chronicle;
    this.mode = any(JournalMode.values(), chronicle ? 1 : 0);
    this.sources = 1 + random.nextInt(2);
    this.batchRows = 2 << random.nextInt(3);
    this.ringSlots = 4 << random.nextInt(3);
    this.crashes = random.nextInt(4);
    this.idleTimeout = random.nextInt(3) == 0;
    this.checkpointsByTime = random.nextInt(4) == 0;
    this.switchBits = 3 + random.nextInt(6);
  }

  private <T> T any(T[] values, int from) {
    return values[from + random.nextInt(values.length - from)];
  }

  int rows() {
    return 1 + random.nextInt(MOST_ROWS);
  }

  int queries() {
    return 1 + random.nextInt(3);
  }

  QueryKind kind() {
    return any(QueryKind.values(), 0);
  }

  /** Steps until a process is killed: mostly few, sometimes many. */
  long lifeSteps() {
    int bits = LEAST_LIFE_BITS + random.nextInt(LIFE_BITS);
    return (1L << bits) + random.nextLong(1L << bits);
  }

  /** Settings of the next process. */
  MillraceConfig config() {
    return MillraceConfig.defaults()
        .withBatchRows(batchRows)
        .withRingSlots(ringSlots)
        .withPartitions(1 + random.nextInt(3))
        .withWaitMode(any(WaitMode.values(), 0));
  }

  /** Whether partitions see nothing that is not kept. */
  boolean gates() {
    return mode == JournalMode.WRITTEN || mode == JournalMode.FORCED;
  }

  /** Whether what is recorded is on the disk. */
  boolean survivesTheMachine() {
    return mode == JournalMode.NONE || mode == JournalMode.FORCED;
  }

  /** What a machine loses that fails now; nothing if only the process ends. */
  Loss loss() {
    return random.nextInt(3) == 0 ? any(Loss.values(), 1) : Loss.NOTHING;
  }

  boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  int upTo(int most) {
    return random.nextInt(most + 1);
  }

  @Override
  public String toString() {
    return "mode="
        + mode
        + ", chronicle="
        + chronicle
        + ", sources="
        + sources
        + ", batchRows="
        + batchRows
        + ", ringSlots="
        + ringSlots
        + ", crashes="
        + crashes
        + ", idleTimeout="
        + idleTimeout
        + ", checkpointsByTime="
        + checkpointsByTime
        + ", switchBits="
        + switchBits;
  }
}
