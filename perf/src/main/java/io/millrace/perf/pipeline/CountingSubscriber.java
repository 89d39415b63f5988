package io.millrace.perf.pipeline;

import io.millrace.batch.RecordBatch;
import io.millrace.output.QueryFailedException;
import io.millrace.output.Subscriber;
import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.AnswerRows;

/** Counts rows, and adds them up if the pass is checked; each partition for itself. */
final class CountingSubscriber implements Subscriber {
  /** Longs between the counts of two partitions, so that they share no cache line. */
  private static final int STRIDE = 16;

  private final long[] rows;
  private final Answer[] answers;
  private volatile boolean checked;
  private volatile QueryFailedException failure;

  CountingSubscriber(int partitions) {
    rows = new long[(partitions + 1) * STRIDE];
    answers = new Answer[partitions];
    for (int i = 0; i < partitions; i++) {
      answers[i] = new Answer();
    }
  }

  /** Before the first row: whether to add up rows. */
  void check(boolean newChecked) {
    checked = newChecked;
  }

  @Override
  public void onRows(RecordBatch batch, int partition, long sequence) {
    rows[(partition + 1) * STRIDE] += batch.rowCount();
    if (checked) {
      AnswerRows.add(batch, answers[partition]);
    }
  }

  @Override
  public void onError(QueryFailedException newFailure) {
    failure = newFailure;
  }

  /** After the last row: adds the answers of all partitions and gives back the number of rows. */
  long rows(Answer answer) {
    if (failure != null) {
      throw failure;
    }
    long sum = 0;
    for (int i = 0; i < answers.length; i++) {
      sum += rows[(i + 1) * STRIDE];
      if (answer != null) {
        answer.add(answers[i]);
      }
    }
    return sum;
  }
}
