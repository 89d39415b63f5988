package io.millrace.test;

import io.millrace.Query;
import java.util.Arrays;
import java.util.List;

/**
 * A query under test: what it put out since it was asked last is compared with lines of text. One
 * line a row, {@code +U ada, 17}: its kind, which may be left out for {@code +I}, and its values as
 * {@link MillraceHarness#feed} takes them. All comparisons are exact.
 */
public final class HarnessQuery {
  private final Emissions emissions;
  private final Query query;

  HarnessQuery(Emissions emissions, Query query) {
    this.emissions = emissions;
    this.query = query;
  }

  void endStep() {
    emissions.endStep();
  }

  /** The query in its engine. */
  public Query query() {
    return query;
  }

  /** Fails unless these rows came, in this order, and no others. */
  public HarnessQuery expect(String... lines) {
    List<String> expected =
        Arrays.stream(lines).map(line -> Emissions.hasKind(line) ? line : "+I " + line).toList();
    check("emissions", expected, emissions.takeRows());
    return this;
  }

  /** Fails if any row came. */
  public HarnessQuery expectNothing() {
    return expect();
  }

  /** Fails unless these rows were late; a line has the columns that the query reads. */
  public HarnessQuery expectLate(String... lines) {
    check("late rows", List.of(lines), emissions.takeLateRows());
    return this;
  }

  /**
   * Fails unless these rows were dead letters: the columns that the query reads, a colon and the
   * reason.
   */
  public HarnessQuery expectDeadLetters(String... lines) {
    check("dead letters", List.of(lines), emissions.takeDeadLetters());
    return this;
  }

  /** Fails unless the query has stopped with a message that contains a text. */
  public HarnessQuery expectFailure(String part) {
    String failure = emissions.failure();
    if (failure == null || !failure.contains(part)) {
      throw new AssertionError(
          "query did not stop as expected: query="
              + query.sql()
              + ", expected="
              + part
              + ", failure="
              + failure);
    }
    return this;
  }

  private void check(String what, List<String> expected, List<String> actual) {
    String stopped = emissions.failure() == null ? "" : "\n   stopped: " + emissions.failure();
    Difference.check(what, query.sql() + stopped, expected, actual);
  }
}
