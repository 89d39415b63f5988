package io.millrace.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.batch.RowKind;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random batches with columns of all storages, nullable and not, and how they are compared. */
final class AllTypes {
  static final Schema SCHEMA = schema();

  private AllTypes() {}

  private static Schema schema() {
    List<DataType> types = new ArrayList<>();
    for (TypeKind kind : TypeKind.values()) {
      if (kind == TypeKind.DECIMAL) {
        types.add(DataType.decimal(12, 2));
        types.add(DataType.decimal(38, 4));
      } else {
        types.add(DataType.of(kind));
      }
    }
    List<Column> columns = new ArrayList<>();
    for (DataType type : types) {
      columns.add(new Column("c" + columns.size(), type.withNullable(false)));
      columns.add(new Column("n" + columns.size(), type.withNullable(true)));
    }
    return Schema.of(columns);
  }

  /** Fills a batch with so many rows, of which some are NULL, behind, or no inserts. */
  static RecordBatch fill(RecordBatch batch, int rows, SplittableRandom random) {
    batch.clear();
    for (int i = 0; i < batch.schema().size(); i++) {
      int bits = new int[] {0, 7, 15, 30, 62}[random.nextInt(5)];
      long base = random.nextLong();
      long step = random.nextInt(3) > 0 ? 0 : random.nextLong() >> random.nextInt(Long.SIZE);
      boolean nulls = batch.column(i).nullBits() != null && random.nextBoolean();
      for (int row = 0; row < rows; row++) {
        long value = (base ^ (random.nextLong() & ((1L << bits) - 1))) + step * row;
        if (nulls && random.nextInt(3) == 0) {
          batch.column(i).setNull(row);
          fillNull(batch.column(i), row, value);
        } else {
          set(batch.column(i), row, value, random);
        }
      }
    }
    batch.rowCount(rows);
    boolean behind = random.nextInt(3) == 0;
    boolean kinds = random.nextInt(3) == 0;
    for (int row = 0; row < rows; row++) {
      if (behind && random.nextInt(4) == 0) {
        batch.markBehind(row, random.nextLong());
      }
      if (kinds && random.nextInt(4) == 0) {
        batch.kinds()[row] = RowKind.DELETE;
      }
    }
    if (random.nextInt(3) == 0) {
      batch.markAscending(random.nextInt(batch.schema().size()));
    }
    return batch;
  }

  /** What lies under a NULL may be anything. */
  private static void fillNull(ColumnVector column, int row, long value) {
    if (column.longs() != null) {
      column.longs()[row] = value;
    }
    if (column.lengths() != null) {
      column.lengths()[row] = (int) value;
      column.offsets()[row] = (int) (value >> 32);
    }
  }

  private static void set(ColumnVector column, int row, long value, SplittableRandom random) {
    switch (column.type().storage()) {
      case BYTE -> column.bytes()[row] = (byte) (value & 1);
      case INT -> column.ints()[row] = (int) value;
      case LONG -> column.longs()[row] = value;
      case FLOAT -> column.floats()[row] = Float.intBitsToFloat((int) value);
      case DOUBLE -> column.doubles()[row] = Double.longBitsToDouble(value);
      case LONG_PAIR -> {
        column.highs()[row] = value >> 60;
        column.longs()[row] = value;
      }
      case BYTES -> {
        byte[] text = "grüße ".repeat(random.nextInt(4)).getBytes(StandardCharsets.UTF_8);
        column.setVarchar(row, text, 0, text.length);
      }
    }
  }

  /** Asserts that a batch holds the rows of another from one on, and nothing else. */
  static void assertSame(RecordBatch actual, RecordBatch expected, int from, int count) {
    assertThat(actual.rowCount()).isEqualTo(count);
    for (int row = 0; row < count; row++) {
      assertThat(text(actual, row)).isEqualTo(text(expected, from + row));
    }
    for (int i = 0; i < expected.schema().size(); i++) {
      assertThat(actual.isAscending(i)).isEqualTo(expected.isAscending(i));
      assertThat(nulls(actual.column(i), 0, actual.capacity()))
          .isEqualTo(nulls(expected.column(i), from, from + count));
    }
  }

  private static int nulls(ColumnVector column, int from, int to) {
    int nulls = 0;
    for (int row = from; row < to; row++) {
      nulls += column.isNull(row) ? 1 : 0;
    }
    return nulls;
  }

  /** Everything that there is to know of a batch. */
  static String text(RecordBatch batch) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < batch.schema().size(); i++) {
      text.append(batch.isAscending(i) ? '<' : '-');
    }
    for (int row = 0; row < batch.rowCount(); row++) {
      text.append(text(batch, row)).append('\n');
    }
    return text.toString();
  }

  /** Everything that there is to know of a row. */
  static String text(RecordBatch batch, int row) {
    StringBuilder text = new StringBuilder();
    text.append(batch.kinds()[row]).append(' ').append(batch.arrivalWatermark(row));
    for (int i = 0; i < batch.schema().size(); i++) {
      text.append(' ').append(value(batch.column(i), row));
    }
    return text.toString();
  }

  private static String value(ColumnVector column, int row) {
    if (column.isNull(row)) {
      return "NULL";
    }
    return switch (column.type().storage()) {
      case BYTE -> Byte.toString(column.bytes()[row]);
      case INT -> Integer.toString(column.ints()[row]);
      case LONG -> Long.toString(column.longs()[row]);
      case FLOAT -> Integer.toHexString(Float.floatToRawIntBits(column.floats()[row]));
      case DOUBLE -> Long.toHexString(Double.doubleToRawLongBits(column.doubles()[row]));
      case LONG_PAIR -> column.highs()[row] + ":" + column.longs()[row];
      case BYTES ->
          "'"
              + new String(
                  column.text(),
                  column.offsets()[row],
                  column.lengths()[row],
                  StandardCharsets.UTF_8)
              + "'";
    };
  }
}
