package io.millrace.sql.values;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.query.SqlException;
import io.millrace.query.StreamDefinition;
import io.millrace.sql.validate.Positions;
import io.millrace.type.Column;
import java.util.List;
import org.apache.calcite.sql.SqlNode;

/** Builds the batch of an INSERT … VALUES statement. One use; one thread. */
public final class ValuesBuilder {
  private final StreamDefinition stream;
  private final int[] targets;

  private ValuesBuilder(StreamDefinition stream, int[] targets) {
    this.stream = stream;
    this.targets = targets;
  }

  /**
   * The rows in their order.
   *
   * @param stream where they go
   * @param columns indices of the columns that are given; the others are NULL
   * @param rows the values of each row
   * @throws SqlException if a value does not fit, or a NOT NULL column gets none
   */
  public static RecordBatch build(
      StreamDefinition stream, int[] columns, List<List<SqlNode>> rows) {
    RecordBatch batch = new RecordBatch(stream.schema(), Math.max(1, rows.size()));
    ValuesBuilder builder = new ValuesBuilder(stream, columns);
    for (List<SqlNode> row : rows) {
      builder.add(batch, row);
    }
    return batch;
  }

  private void add(RecordBatch batch, List<SqlNode> values) {
    SqlNode first = values.get(0);
    if (values.size() != targets.length) {
      throw Positions.refuse(
          first,
          "wrong number of values: values="
              + values.size()
              + ", columns="
              + targets.length
              + "; give one value a column of "
              + stream.name());
    }
    int row = batch.rowCount();
    boolean[] given = new boolean[stream.schema().size()];
    for (int i = 0; i < targets.length; i++) {
      given[targets[i]] = true;
      set(batch, row, targets[i], values.get(i));
    }
    for (int column = 0; column < given.length; column++) {
      if (!given[column]) {
        setNull(batch, row, column, first);
      }
    }
    batch.rowCount(row + 1);
  }

  private void set(RecordBatch batch, int row, int index, SqlNode node) {
    Column column = stream.schema().column(index);
    try {
      Object value = ConstantValue.of(node);
      if (value == null) {
        setNull(batch, row, index, node);
      } else {
        ValueWriter.write(batch.column(index), row, value);
      }
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw Positions.refuse(
          node,
          "value does not fit: column="
              + column.name()
              + ", type="
              + column.type()
              + "; "
              + e.getMessage());
    }
  }

  private void setNull(RecordBatch batch, int row, int index, SqlNode node) {
    ColumnVector vector = batch.column(index);
    if (!vector.type().nullable()) {
      throw Positions.refuse(
          node,
          "NULL in a NOT NULL column: column="
              + stream.schema().column(index).name()
              + ", stream="
              + stream.name()
              + "; give a value");
    }
    vector.setNull(row);
  }
}
