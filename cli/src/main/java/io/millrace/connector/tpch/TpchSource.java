package io.millrace.connector.tpch;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.connector.Source;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import io.trino.tpch.Distributions;
import io.trino.tpch.TextPool;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Reads a TPC-H table. The library allocates for each row.
 *
 * @param <E> the library's class of the table's rows
 */
final class TpchSource<E> implements Source {
  /** Enough for the longest comment; what comments say does not matter where nobody wants them. */
  private static final int UNWANTED_TEXT_BYTES = 4096;

  private static final long NS_PER_SECOND = 1_000_000_000L;
  private static final int LONGEST_TEXT = 256;

  private final TpchTable<E> table;
  private final double scaleFactor;
  private final Schema schema;
  private final int[] columns;
  private final TpchField<E>[] fields;
  private final long[] steps;
  private final long orderCount;
  private final long totalRows;
  private final byte[] ascii = new byte[LONGEST_TEXT];
  private Iterator<E> rows;
  private long delivered;
  private volatile long rowsRead;

  /** A source of the wanted columns of the schema, or of all if {@code wanted} is null. */
  TpchSource(TpchTable<E> table, double scaleFactor, Schema schema, int[] wanted) {
    this.table = table;
    this.scaleFactor = scaleFactor;
    this.schema = schema;
    this.columns = wanted == null ? IntStream.range(0, schema.size()).toArray() : wanted.clone();
    this.fields = newFields(columns.length);
    this.steps = new long[columns.length];
    for (int i = 0; i < columns.length; i++) {
      DataType type = schema.type(columns[i]);
      fields[i] = table.find(schema.column(columns[i]).name());
      steps[i] = type.kind() == TypeKind.TIMESTAMP ? stepNs(type.precision()) : 1;
    }
    this.orderCount = SalesTables.countOrders(scaleFactor);
    this.totalRows = table.rowCount().applyAsLong(scaleFactor);
  }

  @SuppressWarnings("unchecked")
  private static <E> TpchField<E>[] newFields(int count) {
    return (TpchField<E>[]) new TpchField<?>[count];
  }

  private static long stepNs(int digits) {
    long step = NS_PER_SECOND;
    for (int i = 0; i < digits; i++) {
      step /= 10;
    }
    return step;
  }

  private Iterator<E> open() {
    boolean comments = false;
    for (TpchField<E> field : fields) {
      comments |= field.isComment();
    }
    TextPool texts =
        comments
            ? TextPool.getDefaultTextPool()
            : new TextPool(UNWANTED_TEXT_BYTES, Distributions.getDefaultDistributions());
    return table.rows().of(scaleFactor, texts);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public boolean read(RecordBatch batch) {
    if (rows == null) {
      rows = open();
    }
    int first = batch.rowCount();
    int row = first;
    int capacity = batch.capacity();
    while (row < capacity && rows.hasNext()) {
      write(rows.next(), batch, row);
      row++;
    }
    batch.rowCount(row);
    delivered += row - first;
    rowsRead = delivered;
    return row > first;
  }

  private void write(E entity, RecordBatch batch, int row) {
    for (int i = 0; i < fields.length; i++) {
      TpchField<E> field = fields[i];
      ColumnVector column = batch.column(columns[i]);
      Function<E, String> text = field.text();
      if (text != null) {
        writeText(text.apply(entity), column, row);
      } else {
        long number = field.number().of(entity, orderCount);
        writeNumber(steps[i] == 1 ? number : number - number % steps[i], column, row);
      }
    }
  }

  private static void writeNumber(long number, ColumnVector column, int row) {
    switch (column.type().storage()) {
      case INT -> column.ints()[row] = (int) number;
      case LONG_PAIR -> {
        column.highs()[row] = number >> 63;
        column.longs()[row] = number;
      }
      default -> column.longs()[row] = number;
    }
  }

  /** The library's texts are ASCII and not longer than TPC-H allows. */
  private void writeText(String text, ColumnVector column, int row) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      ascii[i] = (byte) text.charAt(i);
    }
    column.setVarchar(row, ascii, 0, length);
  }

  @Override
  public long rowsRead() {
    return rowsRead;
  }

  @Override
  public long totalRows() {
    return totalRows;
  }

  @Override
  public void close() {
    rows = null;
  }
}
