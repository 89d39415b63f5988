package io.millrace.perf.analysis;

import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Takes the result rows of one thread: counts them, and adds them to an answer if there is one. */
final class ResultRows implements Consumer<Map<String, Object>> {
  private final List<String> columns;
  private final Answer answer;
  private long rows;

  /**
   * Rows of a scenario.
   *
   * @param answer null to count only
   */
  ResultRows(Scenario scenario, Answer answer) {
    this.columns = columns(scenario);
    this.answer = answer;
  }

  private static List<String> columns(Scenario scenario) {
    return switch (scenario) {
      case S0 -> List.of(RowMap.ORDER_ID, RowMap.CUSTOMER_ID, RowMap.TOTAL_AMOUNT);
      case S1 -> List.of(RowMap.ORDER_ID, RowMap.CUSTOMER_ID, RowNumberEngine.ROW_NUMBER);
      case S2, S2_FINAL ->
          List.of(RowMap.CUSTOMER_ID, TotalsEngine.ORDER_COUNT, TotalsEngine.TOTAL);
      case S3A, S3B ->
          List.of(WindowCountEngine.WINDOW_START, RowMap.CUSTOMER_ID, WindowCountEngine.COUNT);
    };
  }

  @Override
  public void accept(Map<String, Object> row) {
    rows++;
    if (answer != null) {
      answer.add(
          RowMap.asLong(row.get(columns.get(0))),
          RowMap.asLong(row.get(columns.get(1))),
          RowMap.asLong(row.get(columns.get(2))));
    }
  }

  /** Takes a row that was never a map. */
  void add(long first, long second, long third) {
    rows++;
    if (answer != null) {
      answer.add(first, second, third);
    }
  }

  /** Number of rows. */
  long rows() {
    return rows;
  }

  /** Answer of the rows, null if they are only counted. */
  Answer answer() {
    return answer;
  }
}
