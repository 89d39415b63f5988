package io.millrace.layout;

import io.millrace.batch.RecordBatch;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * The layout of rows of one length that follow each other in a buffer, checked against the schema
 * that they are to have. Immutable; any thread may use it.
 */
public final class BufferLayout {
  private final Schema schema;
  private final int rowBytes;
  private final FieldDecoder[] decoders;
  private final int[] without;

  /**
   * A layout of rows of {@code rowBytes} bytes; columns without a field are NULL.
   *
   * @throws IllegalArgumentException if a field has no column, does not fit it or the row, or a NOT
   *     NULL column has no field
   */
  public BufferLayout(Schema schema, int rowBytes, BufferField... fields) {
    this.schema = schema;
    this.rowBytes = rowBytes;
    this.decoders = new FieldDecoder[fields.length];
    boolean[] given = new boolean[schema.size()];
    for (int i = 0; i < fields.length; i++) {
      int column = find(fields[i]);
      if (given[column]) {
        throw refused("column has two fields", fields[i], "leave one out");
      }
      given[column] = true;
      checkPlace(fields[i]);
      checkType(fields[i], schema.type(column));
      decoders[i] = new FieldDecoder(fields[i], column, rowBytes, schema.type(column));
    }
    this.without = new int[schema.size() - fields.length];
    int count = 0;
    for (int column = 0; column < given.length; column++) {
      if (!given[column]) {
        checkNullable(schema.column(column));
        without[count++] = column;
      }
    }
  }

  private int find(BufferField field) {
    int column = schema.indexOf(field.column());
    if (column < 0) {
      throw new IllegalArgumentException(
          "field without a column: field="
              + field.column()
              + ", columns="
              + schema.columns().stream().map(Column::name).toList()
              + "; name one of them");
    }
    return column;
  }

  private void checkPlace(BufferField field) {
    if (field.end() > rowBytes) {
      throw refused(
          "field reaches beyond the row",
          field,
          "end=" + field.end() + ", rowBytes=" + rowBytes + "; make rows longer");
    }
  }

  private static void checkType(BufferField field, DataType type) {
    if (!field.type().fits(type)) {
      String remedy = "type=" + type + "; it takes " + BufferType.fitting(type);
      throw refused("field does not fit its column", field, remedy);
    }
    if (field.type() == BufferType.TEXT
        && type.precision() != DataType.UNLIMITED
        && field.bytes() > type.precision()) {
      String remedy = "bytes=" + field.bytes() + ", type=" + type + "; declare a longer VARCHAR";
      throw refused("text may be longer than its column", field, remedy);
    }
  }

  private static void checkNullable(Column column) {
    if (!column.type().nullable()) {
      throw new IllegalArgumentException(
          "NOT NULL column without a field: column="
              + column.name()
              + "; give it a field, or declare it without NOT NULL");
    }
  }

  private static IllegalArgumentException refused(String what, BufferField field, String rest) {
    String named = what + ": column=" + field.column() + ", field=" + field.type();
    return new IllegalArgumentException(named + (rest.contains(";") ? ", " : "; ") + rest);
  }

  /** The schema of the rows. */
  public Schema schema() {
    return schema;
  }

  /** Bytes from the start of a row to that of the next. */
  public int rowBytes() {
    return rowBytes;
  }

  /**
   * Checks that the layout is one of a stream's schema.
   *
   * @throws IllegalArgumentException if not
   */
  public void checkSchema(Schema stream) {
    if (!schema.equals(stream)) {
      throw new IllegalArgumentException(
          "layout of another schema: layout="
              + schema
              + ", stream="
              + stream
              + "; make it of the stream's schema");
    }
  }

  /**
   * Checks that the buffer holds so many rows and that their values fit.
   *
   * @throws IllegalArgumentException if not
   */
  public void check(DirectBuffer buffer, int offset, int rows) {
    if (offset < 0 || rows < 0 || (long) rows * rowBytes > (long) buffer.capacity() - offset) {
      throw new IllegalArgumentException(
          "buffer does not hold the rows: offset="
              + offset
              + ", rows="
              + rows
              + ", rowBytes="
              + rowBytes
              + ", capacity="
              + buffer.capacity()
              + "; no row was accepted, give as many as there are");
    }
    for (FieldDecoder decoder : decoders) {
      decoder.check(buffer, offset, rows);
    }
  }

  /** Appends rows, which were checked and for which there is room, to a batch of this schema. */
  public void append(DirectBuffer buffer, int offset, int rows, RecordBatch target) {
    int row = target.rowCount();
    boolean decoded = false;
    try {
      for (FieldDecoder decoder : decoders) {
        decoder.decode(buffer, offset, rows, target.column(decoder.column()), row);
      }
      for (int column : without) {
        for (int i = row; i < row + rows; i++) {
          target.column(column).setNull(i);
        }
      }
      decoded = true;
    } finally {
      if (!decoded) {
        target.truncate(row, row + rows);
      }
    }
    target.rowCount(row + rows);
  }

  @Override
  public String toString() {
    return rowBytes + " bytes a row: " + Arrays.toString(decoders);
  }
}
