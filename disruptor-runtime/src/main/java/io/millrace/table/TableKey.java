package io.millrace.table;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.type.Decimal128;
import io.millrace.type.Schema;
import io.millrace.type.VarcharView;
import java.nio.charset.StandardCharsets;

/**
 * A key of a table, or the first columns of one, to look rows up with. Key columns are counted from
 * 0 in their order in the SELECT list; they are set one after the other, and {@link #clear} begins
 * again. One thread at a time; nothing allocates but {@link #setString}, and text longer than any
 * before.
 *
 * <p>The setter must be that of the column's type, as with {@link io.millrace.publish.RowWriter}.
 */
public final class TableKey {
  private final RecordBatch values;
  private final ColumnVector[] columns;
  private final KeyProbe probe = new KeyProbe();
  private int size;

  TableKey(Schema keySchema) {
    this.values = new RecordBatch(keySchema, 1);
    this.columns = TableLayout.columns(values);
  }

  /** Number of columns that are set. */
  public int size() {
    return size;
  }

  Schema schema() {
    return values.schema();
  }

  /** Forgets all values. */
  public TableKey clear() {
    for (ColumnVector column : columns) {
      column.clear(1);
    }
    size = 0;
    return this;
  }

  private ColumnVector next(int column) {
    if (column != size || column >= columns.length) {
      throw new IllegalArgumentException(
          "key column out of turn: column="
              + column
              + ", set="
              + size
              + ", key="
              + values.schema()
              + "; set them one after the other from 0, after clear()");
    }
    return columns[size++];
  }

  /**
   * Sets a BIGINT, a TIMESTAMP, TIME or INTERVAL in nanoseconds, or a DECIMAL of up to 18 digits.
   */
  public TableKey setLong(int column, long value) {
    next(column).longs()[0] = value;
    return this;
  }

  /** Sets an INTEGER, or a DATE as days since 1970-01-01. */
  public TableKey setInt(int column, int value) {
    next(column).ints()[0] = value;
    return this;
  }

  /** Sets a BOOLEAN. */
  public TableKey setBoolean(int column, boolean value) {
    next(column).bytes()[0] = (byte) (value ? 1 : 0);
    return this;
  }

  /** Sets a REAL. */
  public TableKey setFloat(int column, float value) {
    next(column).floats()[0] = value;
    return this;
  }

  /** Sets a DOUBLE. */
  public TableKey setDouble(int column, double value) {
    next(column).doubles()[0] = value;
    return this;
  }

  /** Sets a DECIMAL of more than 18 digits, unscaled. */
  public TableKey setDecimal(int column, Decimal128 value) {
    ColumnVector vector = next(column);
    vector.highs()[0] = value.high();
    vector.longs()[0] = value.low();
    return this;
  }

  /** Sets a VARCHAR to a copy of UTF-8 bytes. */
  public TableKey setVarchar(int column, byte[] source, int offset, int length) {
    next(column).setVarchar(0, source, offset, length);
    return this;
  }

  /** Sets a VARCHAR to a copy of what a view shows. */
  public TableKey setVarchar(int column, VarcharView value) {
    return setVarchar(column, value.bytes(), value.offset(), value.length());
  }

  /** Sets a VARCHAR; allocates. */
  public TableKey setString(int column, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return setVarchar(column, utf8, 0, utf8.length);
  }

  /** Sets NULL, which comes before every value; not for a column that is never NULL. */
  public TableKey setNull(int column) {
    ColumnVector vector = next(column);
    if (vector.nullBits() == null) {
      size--;
      throw new IllegalArgumentException(
          "key column is never NULL: column="
              + values.schema().column(column)
              + "; look for a value");
    }
    vector.setNull(0);
    return this;
  }

  /** All columns, which must be set. */
  ColumnVector[] wholeColumns() {
    wholeProbe();
    return columns;
  }

  /** This key to search with. */
  KeyProbe probe() {
    probe.set(columns, 0, size);
    return probe;
  }

  /** This key to search with; all columns must be set. */
  KeyProbe wholeProbe() {
    if (size != columns.length) {
      throw new IllegalArgumentException(
          "key is not whole: set="
              + size
              + ", key="
              + values.schema()
              + "; set all of its columns, or scan a range");
    }
    return probe();
  }
}
