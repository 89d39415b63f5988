package io.millrace.perf.bench;

import java.util.function.Consumer;

/**
 * Something to measure that is no contender of a scenario: latency, routing, scaling. Each runs in
 * a JVM of its own, so it finds code that nobody else has warmed up or spoilt.
 */
public interface Measure {
  /** A short name in lower case, by which it is chosen on the command line. */
  String name();

  /**
   * Measures; both sides of a ratio in turns, answers compared before anything is timed.
   *
   * @param progress takes a line of text now and then, for whoever waits
   * @throws WrongAnswerException if sides do not give the same answer
   */
  Findings run(Effort effort, Consumer<String> progress) throws Exception;
}
