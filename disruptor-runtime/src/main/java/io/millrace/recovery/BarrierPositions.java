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

  void put(String stream, int number, long sequence) {
    sequences.put(new Ring(stream, number), sequence);
  }

  Map<Ring, Long> sequences() {
    return sequences;
  }

  static BarrierPositions of(EngineState state) {
    BarrierPositions positions = new BarrierPositions();
    for (StreamState stream : state.streams()) {
      for (RingState ring : stream.rings()) {
        positions.put(stream.name(), ring.number(), ring.sequence());
      }
    }
    return positions;
  }
}
