package io.millrace.corpus;

import io.millrace.batch.ColumnText;
import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.batch.RowKind;
import io.millrace.type.TextBuffer;
import io.millrace.type.TypeKind;
import java.util.ArrayList;
import java.util.List;

/** What a run gave. Any thread may add to it. */
final class Outcome {
  private final List<OutputRow> rows = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private long lateRows;
  private long deadLetters;

  synchronized void add(OutputRow row) {
    rows.add(row);
  }

  synchronized void addLate() {
    lateRows++;
  }

  synchronized void addDeadLetter() {
    deadLetters++;
  }

  synchronized void addFailure(String message) {
    failures.add(message);
  }

  synchronized List<OutputRow> rows() {
    return List.copyOf(rows);
  }

  synchronized List<String> failures() {
    return List.copyOf(failures);
  }

  synchronized long lateRows() {
    return lateRows;
  }

  synchronized long deadLetters() {
    return deadLetters;
  }

  /** Adds all rows of an output batch. */
  void addAll(RecordBatch batch) {
    for (int row = 0; row < batch.rowCount(); row++) {
      List<String> values = new ArrayList<>();
      for (int column = 0; column < batch.schema().size(); column++) {
        values.add(text(batch.column(column), row));
      }
      add(new OutputRow(RowKind.symbol(batch.kinds()[row]), values));
    }
  }

  private static String text(ColumnVector column, int row) {
    if (column.isNull(row)) {
      return "NULL";
    }
    TextBuffer buffer = new TextBuffer();
    ColumnText.append(buffer, column, row);
    return column.type().kind() == TypeKind.VARCHAR ? "'" + buffer + "'" : buffer.toString();
  }
}
