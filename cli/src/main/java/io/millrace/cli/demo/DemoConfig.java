package io.millrace.cli.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the demo shows.
 *
 * @param scaleFactor size of the TPC-H data; 1 means 1.5 million orders
 * @param partitions numbers of partitions, each of which every scenario runs at
 * @param parts names of scenarios, such as {@code S3a}, and {@link #TRADES}
 */
public record DemoConfig(String scaleFactor, List<Integer> partitions, List<String> parts) {
  /** The part that is about trades. */
  public static final String TRADES = "trades";

  /** Copies the lists. */
  public DemoConfig {
    partitions = List.copyOf(partitions);
    parts = List.copyOf(parts);
  }

  /** The names of all parts. */
  public static List<String> allParts() {
    List<String> names = new ArrayList<>();
    scenarios().forEach(scenario -> names.add(scenario.toString()));
    names.add(TRADES);
    return names;
  }

  private static List<Scenario> scenarios() {
    return Arrays.asList(Scenario.values());
  }

  /** The scenarios to show. */
  List<Scenario> shownScenarios() {
    return scenarios().stream().filter(scenario -> parts.contains(scenario.toString())).toList();
  }

  /** Whether to show the trades. */
  boolean showsTrades() {
    return parts.contains(TRADES);
  }
}
