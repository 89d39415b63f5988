package io.millrace.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.RecordBatch;
import io.millrace.batch.RowKind;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResultWriterTest {
  private static final Schema ORDERS =
      Schema.of(
          new Column("order_id", DataType.of(TypeKind.BIGINT)),
          new Column("total", DataType.decimal(12, 2)),
          new Column("note", DataType.of(TypeKind.VARCHAR)),
          new Column("ts", DataType.timestamp(9)));
  private static final Schema COUNTS = Schema.of(new Column("n", DataType.of(TypeKind.INTEGER)));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static RecordBatch orders() {
    RecordBatch batch = new RecordBatch(ORDERS, 4);
    order(batch, 1, 1050, "plain", 1_704_067_200_000_000_000L);
    order(batch, -20, -5, "a \"b\", c\n\u0001é", 1_704_067_200_123_000_000L);
    order(batch, 3, 0, "", 1L);
    return batch;
  }

  private static void order(RecordBatch batch, long id, long total, String note, long ns) {
    int row = batch.rowCount();
    byte[] text = note.getBytes(StandardCharsets.UTF_8);
    batch.column(0).longs()[row] = id;
    batch.column(1).longs()[row] = total;
    batch.column(2).setVarchar(row, text, 0, text.length);
    batch.column(3).longs()[row] = ns;
    batch.rowCount(row + 1);
  }

  private static RecordBatch nulls() {
    RecordBatch batch = new RecordBatch(ORDERS, 1);
    for (int i = 0; i < ORDERS.size(); i++) {
      batch.column(i).setNull(0);
    }
    batch.kinds()[0] = RowKind.UPDATE_AFTER;
    batch.rowCount(1);
    return batch;
  }

  private static RecordBatch counts(int... values) {
    RecordBatch batch = new RecordBatch(COUNTS, Math.max(1, values.length));
    for (int i = 0; i < values.length; i++) {
      batch.column(0).ints()[i] = values[i];
    }
    batch.rowCount(values.length);
    return batch;
  }

  @Test
  void shouldPrintOneObjectLineWhenJson() throws IOException {
    ResultWriter writer = new JsonResultWriter(bytes);
    writer.open(1, ORDERS, false);
    writer.write(1, orders());
    writer.write(1, nulls());
    writer.finish();
    assertThat(printed().split("\n"))
        .containsExactly(
            "{\"query\": 1, \"op\": \"+I\", \"row\": {\"order_id\": 1, \"total\": 10.50, "
                + "\"note\": \"plain\", \"ts\": \"2024-01-01T00:00:00\"}}",
            "{\"query\": 1, \"op\": \"+I\", \"row\": {\"order_id\": -20, \"total\": -0.05, "
                + "\"note\": \"a \\\"b\\\", c\\n\\u0001é\", \"ts\": \"2024-01-01T00:00:00.123\"}}",
            "{\"query\": 1, \"op\": \"+I\", \"row\": {\"order_id\": 3, \"total\": 0.00, "
                + "\"note\": \"\", \"ts\": \"1970-01-01T00:00:00.000000001\"}}",
            "{\"query\": 1, \"op\": \"+U\", \"row\": {\"order_id\": null, \"total\": null, "
                + "\"note\": null, \"ts\": null}}");
  }

  @Test
  void shouldQuoteNumberWhenJsonHasNone() throws IOException {
    Schema schema = Schema.of(new Column("d\"", DataType.of(TypeKind.DOUBLE)));
    RecordBatch batch = new RecordBatch(schema, 3);
    batch.column(0).doubles()[0] = Double.NaN;
    batch.column(0).doubles()[1] = Double.NEGATIVE_INFINITY;
    batch.column(0).doubles()[2] = 0.5;
    batch.rowCount(3);
    ResultWriter writer = new JsonResultWriter(bytes);
    writer.open(7, schema, false);
    writer.write(7, batch);
    writer.finish();
    assertThat(printed())
        .contains("{\"d\\\"\": \"NaN\"}}", "{\"d\\\"\": \"-Infinity\"}}", "{\"d\\\"\": 0.5}}");
  }

  @Test
  void shouldPrintHeaderBeforeFirstRowOfEachQueryWhenCsv() throws IOException {
    ResultWriter writer = new CsvResultWriter(bytes);
    writer.open(1, ORDERS, false);
    writer.open(2, COUNTS, false);
    writer.write(2, counts(5));
    writer.write(1, orders());
    writer.write(1, nulls());
    writer.write(2, counts(6));
    writer.finish();
    assertThat(printed())
        .isEqualTo(
            "query,op,n\n2,+I,5\nquery,op,order_id,total,note,ts\n"
                + "1,+I,1,10.50,plain,2024-01-01T00:00:00\n"
                + "1,+I,-20,-0.05,\"a \"\"b\"\", c\n\u0001é\",2024-01-01T00:00:00.123\n"
                + "1,+I,3,0.00,\"\",1970-01-01T00:00:00.000000001\n"
                + "1,+U,,,,\n2,+I,6\n");
  }

  @Test
  void shouldPrintHeaderWhenOnlyQueryHasNoRows() throws IOException {
    ResultWriter writer = new CsvResultWriter(bytes);
    writer.open(1, COUNTS, false);
    writer.finish();
    assertThat(printed()).isEqualTo("query,op,n\n");
  }

  @Test
  void shouldAlignColumnsWhenTable() throws IOException {
    ResultWriter writer = new TableResultWriter(bytes);
    writer.open(1, ORDERS, false);
    writer.open(2, COUNTS, false);
    writer.write(1, orders());
    writer.finish();
    assertThat(printed())
        .isEqualTo(
            """
            query 1
             order_id │ total │ note            │ ts
            ──────────┼───────┼─────────────────┼───────────────────────────────
                    1 │ 10.50 │ plain           │ 2024-01-01T00:00:00
                  -20 │ -0.05 │ a "b", c\\n\\x01é │ 2024-01-01T00:00:00.123
                    3 │  0.00 │                 │ 1970-01-01T00:00:00.000000001

            query 2
             n
            ───
            """);
  }

  @Test
  void shouldShowOperationWhenTableIsChangelog() throws IOException {
    ResultWriter writer = new TableResultWriter(bytes);
    writer.open(1, ORDERS, false);
    writer.write(1, nulls());
    writer.finish();
    assertThat(printed().lines().skip(1))
        .containsExactly(
            " op │ order_id │ total │ note │ ts",
            "────┼──────────┼───────┼──────┼──────",
            " +U │     NULL │  NULL │ NULL │ NULL");
  }

  @Test
  void shouldRepeatHeaderWhenTableGetsWider() throws IOException {
    ResultWriter writer = new TableResultWriter(bytes);
    writer.open(1, COUNTS, false);
    writer.write(1, counts(5, 66));
    writer.quiet();
    writer.write(1, counts(7));
    writer.quiet();
    writer.quiet();
    writer.write(1, counts(123));
    writer.finish();
    assertThat(printed())
        .isEqualTo("query 1\n  n\n────\n  5\n 66\n  7\n\nquery 1\n   n\n─────\n 123\n");
  }

  @Test
  void shouldPrintPieceWhenTableIsLong() throws IOException {
    ResultWriter writer = new TableResultWriter(bytes);
    writer.open(1, COUNTS, false);
    writer.write(1, counts(new int[TableResultWriter.CHUNK_ROWS + 1]));
    assertThat(printed().lines()).hasSize(3 + TableResultWriter.CHUNK_ROWS);
    writer.finish();
    assertThat(printed().lines()).hasSize(4 + TableResultWriter.CHUNK_ROWS);
  }

  @Test
  void shouldCutCellWhenTextIsLong() throws IOException {
    Schema schema = Schema.of(new Column("t", DataType.of(TypeKind.VARCHAR)));
    RecordBatch batch = new RecordBatch(schema, 2);
    byte[] wide = "漢".repeat(10_000).getBytes(StandardCharsets.UTF_8);
    byte[] exact = "x".repeat(80).getBytes(StandardCharsets.UTF_8);
    batch.column(0).setVarchar(0, wide, 0, wide.length);
    batch.column(0).setVarchar(1, exact, 0, exact.length);
    batch.rowCount(2);
    ResultWriter writer = new TableResultWriter(bytes);
    writer.open(1, schema, false);
    writer.write(1, batch);
    writer.finish();
    assertThat(printed().lines().skip(3))
        .containsExactly(" " + "漢".repeat(39) + "…", " " + "x".repeat(80));
  }
}
