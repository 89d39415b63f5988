package io.millrace.simulation;

import java.util.Map;
import java.util.TreeMap;

/** How often something has happened, to see that a simulation does what it is for. */
final class SimulationCounts {
  private final Map<String, Integer> counts = new TreeMap<>();

  void count(String what) {
    count(what, 1);
  }

  void count(String what, int times) {
    counts.merge(what, times, Integer::sum);
  }

  Map<String, Integer> all() {
    return counts;
  }
}
