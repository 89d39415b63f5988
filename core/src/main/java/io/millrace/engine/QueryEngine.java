package io.millrace.engine;

import io.millrace.batch.RecordBatch;
import io.millrace.memory.MemoryBudget;
import io.millrace.memory.MemoryBudgetExceededException;
import io.millrace.query.WatermarkSpec;
import io.millrace.type.Schema;
import io.millrace.window.TooManyWindowsException;

/**
 * Base of generated engines: output batch, watermark, and going on behind a failed row. A generated
 * class adds {@link #process} and what its state needs.
 */
public abstract class QueryEngine implements StreamExecutionEngine {
  /**
   * The row in work, kept by generated code wherever a row can fail; of selected rows its index in
   * the selection.
   */
  protected int row;

  /** The batch that output is written to. */
  protected RecordBatch out;

  /** Bounds the state. */
  protected final MemoryBudget budget;

  /** The watermark that was handed in last. */
  protected long watermarkNs = WatermarkSpec.NONE;

  private final OutputSink output;
  private final RowSink late;
  private final RefusalSink refused;
  private RecordBatch input;
  private int[] selection;
  private int inputEnd;
  private RecordBatch bound;
  private boolean ending;

  /** Makes the first output batch. */
  protected QueryEngine(EngineContext context, Schema outputSchema) {
    this.budget = context.budget();
    this.output = context.output();
    this.late = context.late();
    this.refused = context.refused();
    this.out = new RecordBatch(outputSchema, context.outputCapacity());
  }

  /**
   * Processes the rows {@code fromRow} to {@code toRow - 1} of a batch, for whose output {@link
   * #out} has room, or only the first of them.
   *
   * @return the first row that was not processed; the call for the others follows
   */
  protected abstract int process(RecordBatch batch, int fromRow, int toRow);

  /**
   * Like {@link #process}, of the rows of a batch whose indices stand in {@code rows} from {@code
   * fromRow} to {@code toRow - 1}.
   *
   * @return index in {@code rows} of the first row that was not processed
   */
  protected int process(RecordBatch batch, int[] rows, int fromRow, int toRow) {
    throw new UnsupportedOperationException("selected rows");
  }

  /**
   * Told how many rows the next calls of {@link #process} are for, which put out into {@link #out}.
   */
  protected void beginRows(int rows) {}

  /** Told of rows before they are processed, to bring the state that they need into the cache. */
  protected void touch(RecordBatch batch, int fromRow, int toRow) {}

  /** Like {@link #touch}, of selected rows. */
  protected void touch(RecordBatch batch, int[] rows, int fromRow, int toRow) {}

  /** Remembers the arrays of the output batch; called whenever {@link #out} is another one. */
  protected abstract void bindOutput(RecordBatch output);

  /** Most output rows that one input row causes before the watermark moves; 0 for none. */
  protected abstract int outputRowsPerRow();

  /** Takes a batch, with {@link #watermarkNs} already what holds behind it. */
  protected void accept(RecordBatch batch) {
    run(batch, 0);
  }

  /** Emits what is complete now that {@link #watermarkNs} has moved. */
  protected void advance() {}

  /** Emits what is emitted once, at the end of input; the watermark has passed everything. */
  protected void finish() {}

  @Override
  public void onBatch(RecordBatch batch, long newWatermarkNs) {
    watermarkNs = Math.max(watermarkNs, newWatermarkNs);
    accept(batch);
    advance();
  }

  @Override
  public void onRows(RecordBatch batch, int[] rows, int count, long newWatermarkNs) {
    watermarkNs = Math.max(watermarkNs, newWatermarkNs);
    input = batch;
    selection = rows;
    inputEnd = count;
    runInput(0);
    advance();
  }

  @Override
  public void onWatermark(long newWatermarkNs) {
    if (newWatermarkNs > watermarkNs) {
      watermarkNs = newWatermarkNs;
      advance();
    }
  }

  @Override
  public void onEndOfInput() {
    ending = true;
    watermarkNs = WatermarkSpec.END;
    advance();
    finish();
  }

  @Override
  public void resume() {
    continueBehindFailure();
    advance();
    if (ending) {
      finish();
    }
  }

  /** Goes on with the batch in work behind the row that failed. */
  protected void continueBehindFailure() {
    runInput(row + 1);
  }

  /** Takes back the output rows from index {@code rows} on; they must not have been flushed. */
  protected final void dropOutputAfter(int rows) {
    out.truncate(rows, out.rowCount());
  }

  /** Processes rows, as many at a time as there is room for, and names the row if one fails. */
  protected final void run(RecordBatch batch, int fromRow) {
    input = batch;
    selection = null;
    inputEnd = batch.rowCount();
    runInput(fromRow);
  }

  private void runInput(int fromRow) {
    try {
      if (selection == null) {
        runAll(fromRow);
      } else {
        runSelected(fromRow);
      }
    } catch (ArithmeticException
        | IllegalArgumentException
        | MemoryBudgetExceededException
        | TooManyWindowsException e) {
      rowFailed();
      throw new RowFailureException(input, selection == null ? row : selection[row], e);
    }
  }

  private void runAll(int fromRow) {
    RecordBatch batch = input;
    int rows = inputEnd;
    int from = fromRow;
    touch(batch, fromRow, rows);
    while (from < rows) {
      int to = (int) Math.min(rows, (long) from + room());
      beginRows(to - from);
      while (from < to) {
        from = process(batch, from, to);
      }
    }
  }

  private void runSelected(int fromRow) {
    RecordBatch batch = input;
    int rows = inputEnd;
    int from = fromRow;
    touch(batch, selection, fromRow, rows);
    while (from < rows) {
      int to = (int) Math.min(rows, (long) from + room());
      beginRows(to - from);
      while (from < to) {
        from = process(batch, selection, from, to);
      }
    }
  }

  /** Takes back what the failed row, {@link #row}, has begun in the state. */
  protected void rowFailed() {}

  private int room() {
    int perRow = outputRowsPerRow();
    reserve(perRow);
    return perRow == 0 ? Integer.MAX_VALUE : (out.capacity() - out.rowCount()) / perRow;
  }

  /** Makes room for {@code rows} more output rows and binds the output batch. */
  protected final void reserve(int rows) {
    if (out.rowCount() > out.capacity() - rows) {
      flush();
    }
    if (bound != out) {
      bindOutput(out);
      bound = out;
    }
  }

  /** Reports a row that came too late. */
  protected final void late(RecordBatch batch, int lateRow, String reason) {
    late.accept(batch, lateRow, reason);
  }

  /** Reports a row that the query cannot use. */
  protected final void refuse(RecordBatch batch, int refusedRow, String reason) {
    refused.accept(batch, refusedRow, reason);
  }

  /**
   * Reports a group whose result cannot be computed; throws what is no failure of a computation.
   *
   * @param namesAndValues of its keys and the start of its window, in turns; null for NULL
   */
  protected final void groupFailed(RuntimeException cause, String... namesAndValues) {
    if (!(cause instanceof ArithmeticException || cause instanceof IllegalArgumentException)) {
      throw cause;
    }
    StringBuilder group = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      group
          .append(i == 0 ? "" : ", ")
          .append(namesAndValues[i])
          .append('=')
          .append(namesAndValues[i + 1] == null ? "NULL" : namesAndValues[i + 1]);
    }
    refused.acceptGroup(group.toString(), cause);
  }

  @Override
  public final void flush() {
    if (out.rowCount() > 0) {
      out = output.exchange(out);
    }
  }

  @Override
  public void snapshot(SnapshotWriter writer) {
    writer.putLong(watermarkNs);
  }

  @Override
  public void restore(SnapshotReader reader) {
    watermarkNs = Math.max(watermarkNs, reader.getLong());
  }

  @Override
  public long stateSize() {
    return 0;
  }

  @Override
  public void close() {}
}
