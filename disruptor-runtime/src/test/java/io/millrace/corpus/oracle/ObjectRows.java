package io.millrace.corpus.oracle;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** Rows of a batch as objects; see {@link Evaluator}. */
final class ObjectRows {
  private ObjectRows() {}

  static List<Object[]> of(RecordBatch batch) {
    List<Object[]> rows = new ArrayList<>();
    for (int row = 0; row < batch.rowCount(); row++) {
      Object[] values = new Object[batch.schema().size()];
      for (int column = 0; column < values.length; column++) {
        ColumnVector vector = batch.column(column);
        values[column] = vector.isNull(row) ? null : value(vector, row);
      }
      rows.add(values);
    }
    return rows;
  }

  private static Object value(ColumnVector column, int row) {
    return switch (column.type().kind()) {
      case BOOLEAN -> column.bytes()[row] != 0;
      case INTEGER -> (long) column.ints()[row];
      case BIGINT -> column.longs()[row];
      case REAL -> column.floats()[row];
      case DOUBLE -> column.doubles()[row];
      case DECIMAL -> decimal(column, row);
      case VARCHAR ->
          new String(
              column.text(), column.offsets()[row], column.lengths()[row], StandardCharsets.UTF_8);
      case DATE -> LocalDate.ofEpochDay(column.ints()[row]);
      case TIME -> LocalTime.ofNanoOfDay(column.longs()[row]);
      case TIMESTAMP -> Times.timestamp(column.longs()[row]);
      case INTERVAL_DAY -> Duration.ofNanos(column.longs()[row]);
      case INTERVAL_YEAR -> new Months(column.longs()[row]);
    };
  }

  private static BigDecimal decimal(ColumnVector column, int row) {
    BigInteger low = BigInteger.valueOf(column.longs()[row]);
    if (column.highs() == null) {
      return new BigDecimal(low, column.type().scale());
    }
    BigInteger unsignedLow = low.signum() < 0 ? low.add(BigInteger.ONE.shiftLeft(64)) : low;
    BigInteger high = BigInteger.valueOf(column.highs()[row]).shiftLeft(64);
    return new BigDecimal(high.add(unsignedLow), column.type().scale());
  }
}
