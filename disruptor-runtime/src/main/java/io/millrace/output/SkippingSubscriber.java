package io.millrace.output;

import io.millrace.batch.RecordBatch;

/**
 * Passes on the output of sequences behind a certain one: that up to which a subscriber has stored
 * its output, with the output itself. So a recovery, which gives output since the last checkpoint
 * once more, gives it nothing twice. Takes {@link #onSequence} on the same terms.
 */
public final class SkippingSubscriber implements SequenceSubscriber {
  private final long storedUpTo;
  private final Subscriber subscriber;

  /**
   * For a subscriber that has stored everything up to a sequence; -1 for nothing.
   *
   * @param subscriber told of sequences if it is a {@link SequenceSubscriber}
   */
  public SkippingSubscriber(long storedUpTo, Subscriber subscriber) {
    this.storedUpTo = storedUpTo;
    this.subscriber = subscriber;
  }

  @Override
  public void onRows(RecordBatch rows, int partition, long sequence) {
    if (sequence > storedUpTo) {
      subscriber.onRows(rows, partition, sequence);
    }
  }

  @Override
  public void onSequence(long sequence) {
    if (sequence > storedUpTo && subscriber instanceof SequenceSubscriber told) {
      told.onSequence(sequence);
    }
  }

  @Override
  public void onLateRow(RecordBatch batch, int row, long sequence, String reason) {
    if (sequence > storedUpTo) {
      subscriber.onLateRow(batch, row, sequence, reason);
    }
  }

  @Override
  public void onDeadLetter(RecordBatch batch, int row, long sequence, String reason) {
    if (sequence > storedUpTo) {
      subscriber.onDeadLetter(batch, row, sequence, reason);
    }
  }

  @Override
  public void onFailedGroup(String group, long sequence, String reason) {
    if (sequence > storedUpTo) {
      subscriber.onFailedGroup(group, sequence, reason);
    }
  }

  @Override
  public void onError(QueryFailedException failure) {
    subscriber.onError(failure);
  }

  @Override
  public void onComplete() {
    subscriber.onComplete();
  }
}
