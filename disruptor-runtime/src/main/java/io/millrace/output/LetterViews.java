package io.millrace.output;

import io.millrace.batch.RecordBatch;

/** Makes letters of what the side methods are told. */
abstract class LetterViews implements Subscriber {
  /** Takes a letter, as {@link LetterSubscriber#onLetter} does. */
  abstract void deliver(Letter letter);

  @Override
  public final void onLateRow(RecordBatch batch, int row, long sequence, String reason) {
    deliver(new Letter(LetterKind.LATE_ROW, sequence, reason, new Row().wrap(batch, row), null));
  }

  @Override
  public final void onDeadLetter(RecordBatch batch, int row, long sequence, String reason) {
    deliver(new Letter(LetterKind.DEAD_LETTER, sequence, reason, new Row().wrap(batch, row), null));
  }

  @Override
  public final void onFailedGroup(String group, long sequence, String reason) {
    deliver(new Letter(LetterKind.FAILED_GROUP, sequence, reason, null, group));
  }
}
