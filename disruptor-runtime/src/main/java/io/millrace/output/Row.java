package io.millrace.output;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.batch.RowKind;
import io.millrace.type.Decimal128;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import io.millrace.type.VarcharView;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * A view of one row of a batch. Columns are counted from 0. Reading a value that is NULL gives
 * anything: ask {@link #isNull} first. One thread; nothing allocates but {@link #getString}, {@link
 * #getBigDecimal} and {@link #copy}.
 */
public final class Row {
  private final Decimal128 wide = new Decimal128();
  private RecordBatch batch;
  private int index;

  /** A view of nothing yet. */
  public Row() {}

  /** Shows another row; returns this. */
  public Row wrap(RecordBatch newBatch, int newIndex) {
    batch = newBatch;
    index = newIndex;
    return this;
  }

  /** A row of its own with the same values, valid for ever; allocates. */
  public Row copy() {
    RecordBatch own = new RecordBatch(batch.schema(), 1);
    own.appendRow(batch, index);
    return new Row().wrap(own, 0);
  }

  /** Number of columns. */
  public int size() {
    return batch.schema().size();
  }

  /** Names and types of the columns; {@link Schema#indexOf} finds a column by name. */
  public Schema schema() {
    return batch.schema();
  }

  /** One of the kinds of {@link RowKind}. */
  public byte kind() {
    return batch.kinds()[index];
  }

  /** Whether the value is NULL. */
  public boolean isNull(int column) {
    return batch.column(column).isNull(index);
  }

  /** A BOOLEAN. */
  public boolean getBoolean(int column) {
    return batch.column(column).bytes()[index] != 0;
  }

  /** An INTEGER, or a DATE as days since 1970-01-01. */
  public int getInt(int column) {
    return batch.column(column).ints()[index];
  }

  /**
   * A BIGINT; a TIMESTAMP, TIME or INTERVAL in nanoseconds; a DECIMAL of up to 18 digits unscaled.
   */
  public long getLong(int column) {
    return batch.column(column).longs()[index];
  }

  /** A REAL. */
  public float getFloat(int column) {
    return batch.column(column).floats()[index];
  }

  /** A DOUBLE. */
  public double getDouble(int column) {
    return batch.column(column).doubles()[index];
  }

  /** A DECIMAL of more than 18 digits, unscaled, in a holder valid until the next call. */
  public Decimal128 getDecimal(int column) {
    ColumnVector vector = batch.column(column);
    return wide.set(vector.highs()[index], vector.longs()[index]);
  }

  /** A DECIMAL of any precision; allocates. */
  public BigDecimal getBigDecimal(int column) {
    ColumnVector vector = batch.column(column);
    int scale = vector.type().scale();
    if (vector.highs() == null) {
      return BigDecimal.valueOf(vector.longs()[index], scale);
    }
    return new BigDecimal(getDecimal(column).toBigInteger(), scale);
  }

  /** Has a view show a VARCHAR without a copy, as long as this row is valid; gives it back. */
  public VarcharView getVarchar(int column, VarcharView view) {
    return batch.column(column).getVarchar(index, view);
  }

  /** A VARCHAR as a string; allocates. */
  public String getString(int column) {
    ColumnVector vector = batch.column(column);
    if (vector.type().kind() != TypeKind.VARCHAR) {
      throw new IllegalStateException(
          "not a VARCHAR: column="
              + batch.schema().column(column)
              + "; use the getter of its type");
    }
    return new String(
        vector.text(), vector.offsets()[index], vector.lengths()[index], StandardCharsets.UTF_8);
  }
}
