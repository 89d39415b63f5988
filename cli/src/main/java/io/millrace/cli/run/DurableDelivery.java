package io.millrace.cli.run;

import io.millrace.batch.RecordBatch;
import io.millrace.connector.DurableSink;
import io.millrace.output.DurableSubscriber;
import io.millrace.output.QueryFailedException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Brings the rows and letters of a query of a durable run to their target: to a sink, and to files
 * of letters, exactly once; to standard output at least once, as that takes nothing back.
 */
final class DurableDelivery implements DurableSubscriber {
  private final QueryDelivery delivery;
  private final DurableSink sink;
  private final QueryLetters letters;

  /** To a sink, or to standard output if it is null. */
  DurableDelivery(QueryDelivery delivery, DurableSink sink, QueryLetters letters) {
    this.delivery = delivery;
    this.sink = sink;
    this.letters = letters;
  }

  @Override
  public void onRows(RecordBatch rows, int partition, long sequence) {
    delivery.onRows(rows, partition, sequence);
  }

  @Override
  public void onLateRow(RecordBatch batch, int row, long sequence, String reason) {
    delivery.onLateRow(batch, row, sequence, reason);
  }

  @Override
  public void onDeadLetter(RecordBatch batch, int row, long sequence, String reason) {
    delivery.onDeadLetter(batch, row, sequence, reason);
  }

  @Override
  public void onFailedGroup(String group, long sequence, String reason) {
    delivery.onFailedGroup(group, sequence, reason);
  }

  @Override
  public void onError(QueryFailedException failure) {
    delivery.onError(failure);
  }

  @Override
  public void onComplete() {
    delivery.onComplete();
  }

  @Override
  public void onCheckpoint(long sequence, DataOutput state) throws IOException {
    letters.force();
    if (sink == null) {
      state.writeLong(DurableSink.NOTHING);
      return;
    }
    synchronized (sink) {
      state.writeLong(sink.prepare());
    }
  }

  @Override
  public void onBegin() {
    letters.keepThrough(-1);
    resume(DurableSink.NOTHING);
  }

  @Override
  public void onRestore(long sequence, DataInput state) throws IOException {
    letters.keepThrough(sequence);
    resume(state.readLong());
  }

  private void resume(long token) {
    if (sink != null) {
      synchronized (sink) {
        sink.resume(token);
      }
    }
  }
}
