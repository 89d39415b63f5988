package io.millrace.perf.scenario;

import io.millrace.batch.RecordBatch;

/** Adds output batches of a scenario's compiled query to an answer. */
public final class AnswerRows {
  private AnswerRows() {}

  /** Adds all rows of a batch; of a sum that takes two longs, the low one. */
  public static void add(RecordBatch rows, Answer answer) {
    long[] first = rows.column(0).longs();
    long[] second = rows.column(1).longs();
    long[] third = rows.column(2).longs();
    int count = rows.rowCount();
    for (int i = 0; i < count; i++) {
      answer.add(first[i], second[i], third[i]);
    }
  }
}
