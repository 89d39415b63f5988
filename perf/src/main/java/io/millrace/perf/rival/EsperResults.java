package io.millrace.perf.rival;

import io.millrace.perf.scenario.Answer;

/**
 * Takes result rows as Esper's subscriber, the cheapest of its ways out: it calls {@link #update}
 * with the columns of each row. Public, as Esper looks the method up by its name.
 */
public final class EsperResults {
  private static final long NS_IN_MS = 1_000_000;

  private final boolean firstIsMs;
  private final Answer answer;
  private long rows;

  /**
   * No rows.
   *
   * @param firstIsMs whether the first column is a time of Esper's clock, which counts milliseconds
   * @param answer null to count only
   */
  EsperResults(boolean firstIsMs, Answer answer) {
    this.firstIsMs = firstIsMs;
    this.answer = answer;
  }

  /** Takes a row. */
  public void update(long first, long second, long third) {
    rows++;
    if (answer != null) {
      answer.add(firstIsMs ? first * NS_IN_MS : first, second, third);
    }
  }

  /** Number of rows. */
  public long rows() {
    return rows;
  }
}
