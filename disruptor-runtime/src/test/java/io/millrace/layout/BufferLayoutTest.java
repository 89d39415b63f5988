package io.millrace.layout;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.batch.RecordBatch;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import org.junit.jupiter.api.Test;

class BufferLayoutTest {
  private static final Schema SCHEMA =
      Schema.of(
          new Column("id", DataType.of(TypeKind.BIGINT).withNullable(false)),
          new Column("code", DataType.varchar(4)),
          new Column("price", DataType.decimal(4, 2)),
          new Column("huge", DataType.decimal(38, 2)));
  private static final BufferField ID = BufferField.of("id", 0, BufferType.INT64);

  private static void refuse(String message, int rowBytes, BufferField... fields) {
    assertThatThrownBy(() -> new BufferLayout(SCHEMA, rowBytes, fields))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void shouldRefuseAFieldThatFitsNoColumnOrNoRow() {
    refuse(
        "field without a column: field=nope, columns=[id, code, price, huge]; name one of them",
        8,
        BufferField.of("nope", 0, BufferType.INT8));
    refuse("column has two fields: column=ID, field=INT8; leave one out", 16, ID, field("ID", 8));
    refuse(
        "field reaches beyond the row: column=id, field=INT64, end=8, rowBytes=7; make rows longer",
        7,
        ID);
    refuse(
        "NOT NULL column without a field: column=id; give it a field, or declare it without NOT"
            + " NULL",
        8,
        field("price", 0));
  }

  @Test
  void shouldRefuseAFieldWhoseTypeDoesNotFitItsColumn() {
    refuse(
        "field does not fit its column: column=code, field=INT8, type=VARCHAR(4); it takes TEXT",
        16,
        ID,
        field("code", 8));
    refuse(
        "text may be longer than its column: column=code, field=TEXT, bytes=5, type=VARCHAR(4);"
            + " declare a longer VARCHAR",
        16,
        ID,
        BufferField.text("code", 8, 5, ' '));
    refuse(
        "field does not fit its column: column=huge, field=INT8, type=DECIMAL(38, 2); it takes no"
            + " field; declare a DECIMAL of at most 18 digits",
        16,
        ID,
        field("huge", 8));
    assertThatThrownBy(() -> BufferField.text("code", 0, 4, 'é'))
        .hasMessage("padding is not ASCII: column=code, code=233; pad with blanks or zeros");
  }

  @Test
  void shouldRefuseADecimalOfTooManyDigits() {
    BufferLayout layout =
        new BufferLayout(SCHEMA, 10, ID, BufferField.of("price", 8, BufferType.INT16));
    layout.check(row(9999), 0, 1);
    layout.append(row(-9999), 0, 1, new RecordBatch(SCHEMA, 1));
    assertThatThrownBy(() -> layout.check(row(-10_000), 0, 1))
        .hasMessage(
            "value does not fit its column: column=price, row=0, value=-10000, type=DECIMAL(4, 2);"
                + " no row was accepted, use a wider type or correct the value");
  }

  private static HeapBuffer row(int price) {
    byte[] bytes = new byte[10];
    bytes[8] = (byte) price;
    bytes[9] = (byte) (price >> 8);
    return new HeapBuffer(bytes);
  }

  private static BufferField field(String column, int offset) {
    return BufferField.of(column, offset, BufferType.INT8);
  }
}
