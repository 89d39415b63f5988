package io.millrace.output;

import io.millrace.batch.RecordBatch;
import io.millrace.record.RecordReader;

/**
 * Hands rows on as records.
 *
 * @param <R> the record class
 */
public final class RecordRows<R> extends LetterViews {
  private final RecordReader<R> reader;
  private final ChangeSubscriber<R> subscriber;

  /** To a subscriber of changes. */
  public RecordRows(RecordReader<R> reader, ChangeSubscriber<R> subscriber) {
    this.reader = reader;
    this.subscriber = subscriber;
  }

  /** A subscriber of rows as one of changes, whose kinds it need not know. */
  public static <R> ChangeSubscriber<R> withoutKinds(RecordSubscriber<R> subscriber) {
    return new ChangeSubscriber<>() {
      @Override
      public void onChange(byte kind, R value) {
        subscriber.onRecord(value);
      }

      @Override
      public void onLetter(Letter letter) {
        subscriber.onLetter(letter);
      }

      @Override
      public void onError(QueryFailedException failure) {
        subscriber.onError(failure);
      }

      @Override
      public void onComplete() {
        subscriber.onComplete();
      }
    };
  }

  @Override
  public void onRows(RecordBatch rows, int partition, long sequence) {
    byte[] kinds = rows.kinds();
    for (int row = 0; row < rows.rowCount(); row++) {
      subscriber.onChange(kinds[row], reader.read(rows, row));
    }
  }

  @Override
  void deliver(Letter letter) {
    subscriber.onLetter(letter);
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
