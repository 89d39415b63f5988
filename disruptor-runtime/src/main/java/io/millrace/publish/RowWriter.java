package io.millrace.publish;

import io.millrace.batch.RecordBatch;
import io.millrace.query.StreamDefinition;
import io.millrace.type.Column;
import io.millrace.type.Decimal128;
import io.millrace.type.VarcharView;
import java.util.Arrays;

/**
 * Writes one row after another into a publisher's batch: set columns by index, then {@link #end}.
 * Columns that are not set are NULL. Belongs to the publisher's thread; allocates nothing.
 *
 * <p>The setter must be that of the column's type; with assertions off a wrong one fails with a
 * NullPointerException.
 */
public final class RowWriter {
  private final StreamPublisher publisher;
  private final StreamDefinition stream;
  private final long[] given;
  private final int columns;
  private RecordBatch batch;
  private int row;

  RowWriter(StreamPublisher publisher, StreamDefinition stream) {
    this.publisher = publisher;
    this.stream = stream;
    this.columns = stream.schema().size();
    this.given = new long[(columns + 63) >>> 6];
  }

  void moveTo(RecordBatch newBatch) {
    batch = newBatch;
    row = newBatch.rowCount();
  }

  private void give(int column) {
    given[column >>> 6] |= 1L << column;
  }

  /**
   * Sets a BIGINT, a TIMESTAMP, TIME or INTERVAL in nanoseconds, or a DECIMAL of up to 18 digits.
   */
  public RowWriter setLong(int column, long value) {
    batch.column(column).longs()[row] = value;
    give(column);
    return this;
  }

  /** Sets an INTEGER, or a DATE as days since 1970-01-01. */
  public RowWriter setInt(int column, int value) {
    batch.column(column).ints()[row] = value;
    give(column);
    return this;
  }

  /** Sets a BOOLEAN. */
  public RowWriter setBoolean(int column, boolean value) {
    batch.column(column).bytes()[row] = (byte) (value ? 1 : 0);
    give(column);
    return this;
  }

  /** Sets a REAL. */
  public RowWriter setFloat(int column, float value) {
    batch.column(column).floats()[row] = value;
    give(column);
    return this;
  }

  /** Sets a DOUBLE. */
  public RowWriter setDouble(int column, double value) {
    batch.column(column).doubles()[row] = value;
    give(column);
    return this;
  }

  /** Sets a DECIMAL of more than 18 digits, unscaled. */
  public RowWriter setDecimal(int column, Decimal128 value) {
    batch.column(column).highs()[row] = value.high();
    batch.column(column).longs()[row] = value.low();
    give(column);
    return this;
  }

  /** Sets a VARCHAR to a copy of UTF-8 bytes. */
  public RowWriter setVarchar(int column, byte[] source, int offset, int length) {
    batch.column(column).setVarchar(row, source, offset, length);
    give(column);
    return this;
  }

  /** Sets a VARCHAR to a copy of what a view shows. */
  public RowWriter setVarchar(int column, VarcharView value) {
    return setVarchar(column, value.bytes(), value.offset(), value.length());
  }

  /** Sets a VARCHAR; half of a surrogate pair becomes a question mark. */
  public RowWriter setString(int column, String value) {
    batch.column(column).setText(row, value);
    give(column);
    return this;
  }

  /** Sets NULL, which is what a column that is not set becomes. */
  public RowWriter setNull(int column) {
    given[column >>> 6] &= ~(1L << column);
    return this;
  }

  /**
   * Ends the row and publishes it, now or with those that follow.
   *
   * @return a code of {@link PublishResult}
   * @throws IllegalArgumentException if a NOT NULL column was not set; the row is forgotten
   */
  public int end() {
    publisher.enter();
    try {
      return endRow();
    } finally {
      publisher.leave();
    }
  }

  private int endRow() {
    for (int column = 0; column < columns; column++) {
      if ((given[column >>> 6] & 1L << column) == 0) {
        fillWithNull(column);
      }
    }
    Arrays.fill(given, 0);
    batch.rowCount(row + 1);
    row++;
    int result = publisher.rowWritten();
    row = batch.rowCount();
    return result;
  }

  private void fillWithNull(int column) {
    if (batch.column(column).nullBits() == null) {
      batch.truncate(row, row + 1);
      Arrays.fill(given, 0);
      Column missing = stream.schema().column(column);
      throw new IllegalArgumentException(
          "row without a value for a NOT NULL column: column="
              + missing.name()
              + ", stream="
              + stream.name()
              + "; set it before the end of the row");
    }
    batch.column(column).setNull(row);
  }

  /** Forgets what was set since the last {@link #end}. */
  public void abandon() {
    batch.truncate(row, row + 1);
    Arrays.fill(given, 0);
  }
}
