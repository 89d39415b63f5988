package io.millrace.recovery;

import java.util.LinkedHashMap;
import java.util.Map;

/** At which sequence a checkpoint's barrier went through each ring. One thread. */
final class BarrierPositions {
  /**
   * A ring.
   *
   * @param stream name of its stream
   * @param number its number there
   */
  record Ring(String stream, int number) {}

  private final Map<Ring, Long> sequences = new LinkedHashMap<>();
  private final Map<String, Integer> made = new LinkedHashMap<>();

  void put(String stream, int number, long sequence) {
    sequences.put(new Ring(stream, number), sequence);
  }

  /** Says how many rings a stream had had by then. */
  void made(String stream, int rings) {
    made.put(stream, rings);
  }

  /** Whether the checkpoint has no use for the journal of a ring: it had ended before. */
  boolean isOver(Ring ring) {
    return !sequences.containsKey(ring) && ring.number() < made.getOrDefault(ring.stream(), 0);
  }

  Map<Ring, Long> sequences() {
    return sequences;
  }

  static BarrierPositions of(EngineState state) {
    BarrierPositions positions = new BarrierPositions();
    for (StreamState stream : state.streams()) {
      positions.made(stream.name(), stream.ringsMade());
      for (RingState ring : stream.rings()) {
        positions.put(stream.name(), ring.number(), ring.sequence());
      }
    }
    return positions;
  }
}
