package io.millrace.over;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.QueryEngine;
import io.millrace.engine.RowFailureException;
import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import io.millrace.memory.MemoryBudgetExceededException;
import io.millrace.type.Schema;

/**
 * Base of generated engines that see rows in event-time order: {@link #process} gets them so, each
 * once the watermark has reached its event time. A row behind the watermark at its arrival is late.
 *
 * <p>A batch in order that the watermark has passed already goes through without a copy, and so do
 * selected rows of one.
 */
public abstract class EventTimeOrderedEngine extends QueryEngine {
  private static final int READY_ROWS = 1024;

  private final int eventTimeColumn;
  private final PendingRows pending;
  private final RecordBatch ready;
  private RecordBatch adding;
  private RecordBatch selected;

  /** Orders rows of {@code inputSchema} by the TIMESTAMP in column {@code eventTimeColumn}. */
  protected EventTimeOrderedEngine(
      EngineContext context, Schema inputSchema, Schema outputSchema, int eventTimeColumn) {
    super(context, outputSchema);
    this.eventTimeColumn = eventTimeColumn;
    this.pending = new PendingRows(inputSchema, context.budget());
    this.ready = new RecordBatch(inputSchema, READY_ROWS);
  }

  /** Whether the query's WHERE lets a row pass; one that does not is neither late nor refused. */
  protected boolean keeps(RecordBatch batch, int index) {
    return true;
  }

  @Override
  protected final void accept(RecordBatch batch) {
    if (pending.size() == 0 && isFinal(batch)) {
      run(batch, 0);
    } else {
      add(batch, 0);
    }
  }

  /** Whether the rows are in order, on time, and reached by the watermark. */
  private boolean isFinal(RecordBatch batch) {
    int rows = batch.rowCount();
    ColumnVector column = batch.column(eventTimeColumn);
    return rows > 0
        && !batch.hasRowsBehind()
        && column.longs()[rows - 1] <= watermarkNs
        && (batch.isAscending(eventTimeColumn)
            || (!column.hasNull(rows) && column.isAscending(rows)));
  }

  /** Of rows that are final where they lie; others are copied first. */
  @Override
  public final void onRows(RecordBatch batch, int[] rows, int count, long newWatermarkNs) {
    if (pending.size() == 0
        && areFinal(batch, rows, count, Math.max(watermarkNs, newWatermarkNs))) {
      super.onRows(batch, rows, count, newWatermarkNs);
      return;
    }
    if (selected == null || selected.capacity() < count) {
      selected = new RecordBatch(batch.schema(), batch.capacity());
    }
    selected.clear();
    selected.appendRows(batch, rows, 0, count);
    onBatch(selected, newWatermarkNs);
  }

  private boolean areFinal(RecordBatch batch, int[] rows, int count, long reachedNs) {
    return count > 0
        && !batch.hasRowsBehind()
        && batch.isAscending(eventTimeColumn)
        && batch.column(eventTimeColumn).longs()[rows[count - 1]] <= reachedNs;
  }

  /** Adds the rows that wait, neighbours together, and reports the others. */
  private void add(RecordBatch batch, int fromRow) {
    adding = batch;
    int from = fromRow;
    for (int i = fromRow; i < batch.rowCount(); i++) {
      boolean kept = keepsRow(batch, i, from);
      if (kept && isInTime(batch, i)) {
        continue;
      }
      addRows(batch, from, i);
      from = i + 1;
      if (kept) {
        leaveOut(batch, i);
      }
    }
    addRows(batch, from, batch.rowCount());
    adding = null;
  }

  private boolean keepsRow(RecordBatch batch, int index, int addedBelow) {
    try {
      return keeps(batch, index);
    } catch (ArithmeticException | IllegalArgumentException e) {
      addRows(batch, addedBelow, index);
      row = index;
      throw new RowFailureException(batch, index, e);
    }
  }

  private boolean isInTime(RecordBatch batch, int index) {
    ColumnVector column = batch.column(eventTimeColumn);
    return !column.isNull(index)
        && (!batch.hasRowsBehind() || column.longs()[index] >= batch.arrivalWatermark(index));
  }

  private void leaveOut(RecordBatch batch, int index) {
    if (batch.column(eventTimeColumn).isNull(index)) {
      refuse(batch, index, "no event time");
    } else {
      late(batch, index, "behind the watermark");
    }
  }

  private void addRows(RecordBatch batch, int from, int to) {
    int next = from;
    try {
      while (next < to) {
        next += pending.add(batch, next, to - next, eventTimeColumn);
      }
    } catch (MemoryBudgetExceededException e) {
      row = next;
      throw new RowFailureException(batch, next, e);
    }
  }

  @Override
  protected final void advance() {
    while (pending.size() > 0 && pending.firstEventTimeNs() <= watermarkNs) {
      ready.clear();
      pending.move(ready, watermarkNs);
      run(ready, 0);
    }
  }

  @Override
  protected final void continueBehindFailure() {
    if (adding != null) {
      add(adding, row + 1);
    } else {
      super.continueBehindFailure();
    }
  }

  @Override
  public void snapshot(SnapshotWriter writer) {
    super.snapshot(writer);
    pending.snapshot(writer);
  }

  @Override
  public void restore(SnapshotReader reader) {
    super.restore(reader);
    pending.restore(reader, eventTimeColumn);
  }

  @Override
  public final boolean keepsRows() {
    return true;
  }

  @Override
  public long stateSize() {
    return pending.size();
  }

  @Override
  public void close() {
    pending.close();
    super.close();
  }
}
