package io.millrace.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Rows that can be read again, and how many of them the present process has published. */
final class SimulatedSource {
  private static final long MS = 1_000_000;
  private static final int STEP_MS = 250;
  private static final int DISORDER_MS = 1_500;
  private static final int KEYS = 5;
  private static final long SECOND_SOURCE = 1_000_000;

  private final int number;
  private final List<SimulatedRow> rows = new ArrayList<>();

  /** Rows that the publisher took. */
  int accepted;

  /** Rows that the publisher sent into the rings for sure. */
  int sent;

  /** Rows that the engine said are recorded. */
  long recorded;

  SimulatedSource(int number, int count, SplittableRandom random) {
    this.number = number;
    Set<Long> times = new HashSet<>();
    for (int i = 0; i < count; i++) {
      long ms;
      do {
        ms = 10_000 + (long) i * STEP_MS - random.nextInt(DISORDER_MS);
        ms = ms / 2 * 2 + number;
      } while (!times.add(ms));
      long id = number * SECOND_SOURCE + i;
      rows.add(new SimulatedRow(id, number, random.nextInt(KEYS), id * 2 + 1, ms * MS));
    }
  }

  static int sourceOf(long id) {
    return (int) (id / SECOND_SOURCE);
  }

  static int indexOf(long id) {
    return (int) (id % SECOND_SOURCE);
  }

  static long idOfValue(long v) {
    return v / 2;
  }

  String name() {
    return "source " + number;
  }

  List<SimulatedRow> rows() {
    return rows;
  }

  /**
   * Begins with what is recorded.
   *
   * @param lost whether what was said to be may be lost
   */
  void goOnFrom(int rows, boolean lost) {
    if (rows > accepted + 1 || (rows < recorded && !lost)) {
      throw new AssertionError(
          "recorded is other than was said: "
              + name()
              + ", rows="
              + rows
              + ", published="
              + accepted
              + ", said="
              + recorded);
    }
    accepted = rows;
    sent = rows;
    recorded = rows;
  }
}
