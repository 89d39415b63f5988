package io.millrace.publish;

import io.millrace.batch.RecordBatch;
import io.millrace.query.StreamDefinition;
import io.millrace.type.Storage;

/**
 * The rows of a publisher that have no sequence yet, up to a batch of them. The row writer writes
 * behind them; when they are a full batch, or one was replaced, it writes <i>aside</i>, into a
 * batch of one row, until it is known what becomes of that row.
 *
 * <p>Rows are replaced where they lie, and brought into the order of their arrival before they go
 * out. Text of replaced rows is given back whenever as many rows were replaced as fit, so text
 * takes at most about twice the room. One thread; allocates nothing once text has its room.
 */
final class WaitingRows {
  private final RowWriter writer;
  private final RecordBatch aside;
  private final ArrivalOrder order;
  private final boolean hasText;
  private RecordBatch rows;
  private RecordBatch spare;
  private int replaced;
  private boolean isAside;

  /**
   * No rows.
   *
   * @param replaces whether rows may be replaced
   */
  WaitingRows(StreamDefinition stream, int capacity, boolean replaces, RowWriter writer) {
    this.writer = writer;
    this.rows = new RecordBatch(stream.schema(), capacity);
    this.aside = new RecordBatch(stream.schema(), 1);
    this.order = replaces ? new ArrivalOrder(capacity) : null;
    this.spare = replaces ? new RecordBatch(stream.schema(), capacity) : null;
    this.hasText =
        stream.schema().columns().stream().anyMatch(c -> c.type().storage() == Storage.BYTES);
    aim();
  }

  /** The rows as they lie. */
  RecordBatch batch() {
    return rows;
  }

  int rowCount() {
    return rows.rowCount();
  }

  boolean isFull() {
    return rows.isFull();
  }

  /** Whether the row writer writes aside. */
  boolean isAside() {
    return isAside;
  }

  /** The row that was written aside, in a batch of its own. */
  RecordBatch aside() {
    return aside;
  }

  /** Where the next row is to be written, at its row count. */
  RecordBatch target() {
    return isAside ? aside : rows;
  }

  /** Has the row writer write where it should, now that something has changed. */
  void aim() {
    isAside = replaced > 0 || rows.isFull();
    writer.moveTo(target());
  }

  /** Puts a copy of a row aside. */
  void putAside(RowSource source, int row) {
    aside.clear();
    source.appendTo(aside, row, 1);
  }

  /** Moves the last row aside; none may have been replaced. */
  void moveLastAside() {
    int last = rows.rowCount() - 1;
    aside.clear();
    aside.appendRow(rows, last);
    rows.truncate(last, last + 1);
  }

  void forgetAside() {
    aside.clear();
  }

  /** Puts the row that was written aside behind the others; there must be room. */
  void appendAside() {
    if (replaced > 0) {
      order.append(rows.rowCount());
    }
    rows.appendRow(aside, 0);
    aside.clear();
    aim();
  }

  /** Appends copies of rows, while none is aside; there must be room. */
  void append(RowSource source, int from, int count) {
    source.appendTo(rows, from, count);
    aim();
  }

  /** The row that arrived before all others. */
  int oldest() {
    return replaced > 0 ? order.first() : 0;
  }

  /**
   * Puts the row that was written aside in the place of another, behind all others in the order.
   *
   * @return whether rows lie elsewhere than before
   */
  boolean replace(int row) {
    if (replaced == 0) {
      order.reset(rows.rowCount());
    }
    order.moveToEnd(row);
    rows.replaceRow(row, aside, 0);
    aside.clear();
    replaced++;
    boolean moved = hasText && replaced >= rows.capacity();
    if (moved) {
      restoreOrder();
    }
    aim();
    return moved;
  }

  private void restoreOrder() {
    if (replaced > 0) {
      spare.appendRows(rows, order.rows(), 0, rows.rowCount());
      rows.clear();
      RecordBatch ordered = spare;
      spare = rows;
      rows = ordered;
      replaced = 0;
    }
  }

  /** The rows in the order of their arrival, to be given away for {@link #refill}. */
  RecordBatch inOrder() {
    restoreOrder();
    return rows;
  }

  /** Takes an empty batch in exchange for the rows. */
  void refill(RecordBatch empty) {
    rows = empty;
    aim();
  }
}
