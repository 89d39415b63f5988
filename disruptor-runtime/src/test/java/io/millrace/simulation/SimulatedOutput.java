package io.millrace.simulation;

import io.millrace.batch.RecordBatch;
import io.millrace.output.DurableSubscriber;
import io.millrace.output.QueryFailedException;
import io.millrace.stepping.StepScheduler;
import io.millrace.type.Storage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a query has put out, as a sink that goes back to where it was at a checkpoint. */
final class SimulatedOutput implements DurableSubscriber {
  private static final long LATE = -1;

  private final StepScheduler scheduler;
  private final Runnable delivered;

  /** Rows: sequence, then values. */
  private final List<long[]> rows = new ArrayList<>();

  /** Late rows: sequence, id. */
  private final List<long[]> late = new ArrayList<>();

  /** Rows, as text, that were taken back and are to come again. */
  private final Set<String> takenBack = new LinkedHashSet<>();

  private int restoredRows;
  private QueryFailedException failure;
  private boolean dead;

  /**
   * An output without rows.
   *
   * @param delivered told whenever rows came
   */
  SimulatedOutput(StepScheduler scheduler, Runnable delivered) {
    this.scheduler = scheduler;
    this.delivered = delivered;
  }

  /** Takes nothing more from a process that was killed, until it is told to begin. */
  void die() {
    dead = true;
  }

  /** The next process begins. */
  void live() {
    dead = false;
    failure = null;
    restoredRows = rows.size();
  }

  /** What was taken back need not come again, or has come. */
  void forgetTakenBack() {
    takenBack.clear();
  }

  @Override
  public void onRows(RecordBatch batch, int partition, long sequence) {
    if (dead) {
      return;
    }
    for (int row = 0; row < batch.rowCount(); row++) {
      long[] values = new long[batch.schema().size() + 1];
      values[0] = sequence;
      for (int i = 1; i < values.length; i++) {
        values[i] = value(batch, i - 1, row);
        scheduler.note(values[i]);
      }
      rows.add(values);
    }
    scheduler.note(sequence);
    delivered.run();
  }

  private static long value(RecordBatch batch, int column, int row) {
    if (batch.schema().type(column).storage() != Storage.LONG) {
      throw new IllegalStateException("column is no long: column=" + column);
    }
    return batch.column(column).longs()[row];
  }

  @Override
  public void onLateRow(RecordBatch batch, int row, long sequence, String reason) {
    if (!dead) {
      late.add(new long[] {sequence, batch.column(0).longs()[row]});
      scheduler.note(LATE);
    }
  }

  @Override
  public void onError(QueryFailedException cause) {
    if (!dead) {
      failure = cause;
    }
  }

  @Override
  public void onCheckpoint(long sequence, DataOutput state) throws IOException {
    state.writeInt(rows.size());
  }

  @Override
  public void onBegin() {
    goBack(0, -1);
  }

  @Override
  public void onRestore(long sequence, DataInput state) throws IOException {
    goBack(state.readInt(), sequence);
  }

  private void goBack(int length, long sequence) {
    if (length > rows.size()) {
      throw new IllegalStateException(
          "checkpoint knows more rows than there are: known=" + length + ", are=" + rows.size());
    }
    List<long[]> behind = rows.subList(length, rows.size());
    behind.forEach(each -> takenBack.add(Arrays.toString(each)));
    behind.clear();
    restoredRows = length;
    late.removeIf(each -> each[0] > sequence);
  }

  /**
   * What of the rows that were taken back has not come again; empty if all has. Each must come at
   * its sequence; among those of one sequence any order is right.
   */
  String missing() {
    List<String> missing = new ArrayList<>(takenBack);
    rows.subList(restoredRows, rows.size()).forEach(each -> missing.remove(Arrays.toString(each)));
    return missing.isEmpty() ? "" : missing.size() + " of " + takenBack.size() + ": " + missing;
  }

  List<long[]> rows() {
    return rows;
  }

  List<Long> lateIds() {
    return late.stream().map(each -> each[1]).toList();
  }

  QueryFailedException failure() {
    return failure;
  }
}
