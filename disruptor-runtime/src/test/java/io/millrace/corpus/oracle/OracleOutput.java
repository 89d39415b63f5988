package io.millrace.corpus.oracle;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/** What the oracle gives: rows as text, and counts of rows that leave the normal path. */
public final class OracleOutput {
  private final List<RexNode> expressions;
  private final List<String> kinds = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private long lateRows;
  private long deadLetters;

  OracleOutput(List<RexNode> expressions) {
    this.expressions = expressions;
  }

  /** The output values over the fields of the operator. */
  List<Object> values(Object[] fields) {
    List<Object> values = new ArrayList<>();
    for (RexNode expression : expressions) {
      values.add(Casts.cast(Evaluator.eval(expression, fields), expression.getType()));
    }
    return values;
  }

  void put(String kind, List<Object> values) {
    kinds.add(kind);
    rows.add(values.stream().map(ValueText::shown).toList());
  }

  void late() {
    lateRows++;
  }

  void deadLetter() {
    deadLetters++;
  }

  void failure(RuntimeException e) {
    failures.add(String.valueOf(e.getMessage()));
  }

  /** Forgets the rows. */
  void clearRows() {
    kinds.clear();
    rows.clear();
  }

  /** Forgets all. */
  void clear() {
    clearRows();
    failures.clear();
    lateRows = 0;
    deadLetters = 0;
  }

  /** The kind of each row, such as {@code +I}. */
  public List<String> kinds() {
    return kinds;
  }

  /** The values of each row. */
  public List<List<String>> rows() {
    return rows;
  }

  /** Why rows failed. */
  public List<String> failures() {
    return failures;
  }

  /** Rows that came too late. */
  public long lateRows() {
    return lateRows;
  }

  /** Rows that the query cannot use. */
  public long deadLetters() {
    return deadLetters;
  }
}
