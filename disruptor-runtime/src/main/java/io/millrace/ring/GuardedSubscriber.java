package io.millrace.ring;

import io.millrace.batch.RecordBatch;
import io.millrace.output.Subscriber;

/** Calls a subscriber from within an engine: what it throws is marked as its own. */
final class GuardedSubscriber implements Subscriber {
  private final Subscriber subscriber;

  GuardedSubscriber(Subscriber subscriber) {
    this.subscriber = subscriber;
  }

  @Override
  public void onRows(RecordBatch rows, int partition, long sequence) {
    try {
      subscriber.onRows(rows, partition, sequence);
    } catch (RuntimeException | Error e) {
      throw new SubscriberFailure(e);
    }
  }

  @Override
  public void onLateRow(RecordBatch batch, int row, long sequence, String reason) {
    try {
      subscriber.onLateRow(batch, row, sequence, reason);
    } catch (RuntimeException | Error e) {
      throw new SubscriberFailure(e);
    }
  }

  @Override
  public void onDeadLetter(RecordBatch batch, int row, long sequence, String reason) {
    try {
      subscriber.onDeadLetter(batch, row, sequence, reason);
    } catch (RuntimeException | Error e) {
      throw new SubscriberFailure(e);
    }
  }

  @Override
  public void onFailedGroup(String group, long sequence, String reason) {
    try {
      subscriber.onFailedGroup(group, sequence, reason);
    } catch (RuntimeException | Error e) {
      throw new SubscriberFailure(e);
    }
  }
}
