package io.millrace.engine;

import io.millrace.batch.RecordBatch;

/**
 * One query on one partition, with private state. Single-threaded: all calls come from one thread,
 * or with a happens-before edge between them.
 *
 * <p>Order of calls: any number of {@link #onBatch} and {@link #onWatermark} with watermarks that
 * never go back, {@link #flush} whenever output should be seen, {@link #onEndOfInput} at most once,
 * then only {@link #close}. No call blocks, but for an output sink that does; none allocates in
 * steady state.
 *
 * <p>A row that cannot be processed makes the call throw {@link RowFailureException}. State is then
 * as if that row had not come. The caller either closes the engine or calls {@link #resume}, which
 * goes on behind that row with the rest of the interrupted call. A group whose result cannot be
 * computed when it is emitted goes to {@link RefusalSink#acceptGroup}, and the others are emitted.
 */
public interface StreamExecutionEngine extends AutoCloseable {
  /**
   * Processes all rows of a batch, then the watermark that holds behind them.
   *
   * @param batch rows in the query's input schema, not changed and not kept
   * @param watermarkNs no row that comes later has a smaller event time, but rows that carry their
   *     arrival watermark; nanoseconds since the epoch
   * @throws RowFailureException if a row cannot be processed
   */
  void onBatch(RecordBatch batch, long watermarkNs);

  /**
   * Whether it takes some rows of a batch as they lie there, see {@link #onRows}. If not, they must
   * be copied into a batch of their own.
   */
  default boolean takesSelections() {
    return false;
  }

  /**
   * Like {@link #onBatch}, but of some rows only; called only if {@link #takesSelections}.
   *
   * @param rows their indices, ascending; not changed, and not kept beyond {@link #resume}
   * @param count how many of these count
   * @throws RowFailureException if a row cannot be processed
   */
  default void onRows(RecordBatch batch, int[] rows, int count, long watermarkNs) {
    throw new UnsupportedOperationException("selected rows; ask takesSelections() first");
  }

  /**
   * Moves the watermark without rows: closes windows, releases rows that waited for their order.
   *
   * @throws RowFailureException if a released row cannot be processed
   */
  void onWatermark(long watermarkNs);

  /**
   * Says that no row follows: closes all windows and emits what is emitted once.
   *
   * @throws RowFailureException if a released row cannot be processed
   */
  void onEndOfInput();

  /** Goes on behind the row that made the last call fail, with the rest of that call. */
  void resume();

  /** Hands the output gathered so far to the output sink. */
  void flush();

  /** Writes the whole state; the engine goes on unchanged. */
  void snapshot(SnapshotWriter writer);

  /**
   * Adds what the reader wants of a state written by {@link #snapshot} of the same query; only
   * before the first row. Called once for each engine whose place this one takes, or a part of it:
   * groups and waiting rows of all of them add up, and the watermark is the largest of theirs. A
   * key must not be wanted from two.
   *
   * @throws io.millrace.memory.MemoryBudgetExceededException if it does not fit; the engine can
   *     only be closed then
   */
  void restore(SnapshotReader reader);

  /**
   * Whether it keeps rows, and may report one as failed after its batch is gone. If not, columns
   * that the query does not read need not be filled; rows that it reports are then known by their
   * index only.
   */
  default boolean keepsRows() {
    return false;
  }

  /** Whether what it puts out for a row can depend on rows before. */
  default boolean keepsState() {
    return true;
  }

  /** Rows that wait and groups that are held; 0 when all state is gone. */
  long stateSize();

  /** Frees all state. Output that was not flushed is dropped. */
  @Override
  void close();
}
