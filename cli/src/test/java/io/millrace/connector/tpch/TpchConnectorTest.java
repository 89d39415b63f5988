package io.millrace.connector.tpch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.access.ConnectorAccess;
import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.connector.ConnectorContext;
import io.millrace.connector.ConnectorException;
import io.millrace.connector.ConnectorRegistry;
import io.millrace.connector.Source;
import io.millrace.query.StreamDefinition;
import io.millrace.query.WatermarkSpec;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import io.trino.tpch.TpchEntity;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TpchConnectorTest {
  private final TpchConnector connector = new TpchConnector();
  @TempDir Path directory;

  private StreamDefinition stream(String table, String scaleFactor, Column... columns) {
    Map<String, String> options = new HashMap<>();
    options.put("connector", "tpch");
    options.put("table", table);
    if (scaleFactor != null) {
      options.put("scale-factor", scaleFactor);
    }
    return new StreamDefinition("s", Schema.of(columns), null, options);
  }

  private Source open(StreamDefinition stream, int... columns) {
    ConnectorContext context = new ConnectorContext(directory, null, null, ConnectorAccess.none());
    return connector.openSource(stream, columns.length == 0 ? null : columns, context);
  }

  private List<String> rows(StreamDefinition stream, int... columns) {
    List<String> rows = new ArrayList<>();
    try (Source source = open(stream, columns)) {
      RecordBatch batch = new RecordBatch(stream.schema(), 100);
      while (source.read(batch)) {
        for (int row = 0; row < batch.rowCount(); row++) {
          rows.add(show(batch, row, columns));
        }
        batch.clear();
      }
      assertThat(source.rowsRead()).isEqualTo(rows.size());
      assertThat(source.totalRows()).isEqualTo(rows.size());
    }
    return rows;
  }

  @Test
  void shouldDeliverTheTailWhenItIsResumedAtAnyRow() {
    StreamDefinition nation = connector.resolve(stream("nation", "0.01"));
    List<String> all = rows(nation);
    RecordBatch batch = new RecordBatch(nation.schema(), all.size());
    for (int rows = 0; rows <= all.size(); rows++) {
      try (Source source = open(nation)) {
        source.resume(rows, source.mark(), 0);
        assertThat(source.rowsRead()).isEqualTo(rows);
        batch.clear();
        source.read(batch);
        List<String> tail = new ArrayList<>();
        for (int row = 0; row < batch.rowCount(); row++) {
          tail.add(show(batch, row, new int[0]));
        }
        assertThat(tail).isEqualTo(all.subList(rows, all.size()));
      }
    }
    try (Source source = open(nation)) {
      assertThatThrownBy(() -> source.resume(26, 0, 0))
          .hasMessage(
              "input has fewer rows than before: rows=25, read before=26; "
                  + "bring it back as it was, or start anew");
    }
  }

  private static String show(RecordBatch batch, int row, int[] wanted) {
    StringBuilder out = new StringBuilder();
    int[] columns = wanted;
    if (wanted.length == 0) {
      columns = new int[batch.schema().size()];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = i;
      }
    }
    for (int column : columns) {
      out.append(show(batch.column(column), row)).append('|');
    }
    return out.toString();
  }

  private static Object show(ColumnVector column, int row) {
    return switch (column.type().kind()) {
      case INTEGER -> column.ints()[row];
      case DATE -> LocalDate.ofEpochDay(column.ints()[row]);
      case DECIMAL ->
          BigDecimal.valueOf(column.longs()[row], 2).stripTrailingZeros().toPlainString();
      case VARCHAR ->
          new String(
              column.text(),
              column.offsets()[row],
              column.lengths()[row],
              StandardCharsets.US_ASCII);
      default -> column.longs()[row];
    };
  }

  private static List<String> linesOfLibrary(String table, double scaleFactor) {
    List<String> lines = new ArrayList<>();
    for (TpchEntity entity :
        io.trino.tpch.TpchTable.getTable(table).createGenerator(scaleFactor, 1, 1)) {
      StringBuilder line = new StringBuilder();
      for (String field : entity.toLine().replaceFirst("\\|$", "").split("\\|", -1)) {
        boolean fraction = field.matches("-?[0-9]+\\.[0-9]+");
        line.append(fraction ? new BigDecimal(field).stripTrailingZeros().toPlainString() : field)
            .append('|');
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static int[] standardColumns(Schema schema) {
    return java.util.stream.IntStream.range(0, schema.size())
        .filter(i -> schema.column(i).name().matches("[a-z]{1,2}_.*"))
        .toArray();
  }

  @Test
  void shouldGiveLibrarysRowsWhenAllColumnsAreRead() {
    for (String table : TpchTables.names()) {
      StreamDefinition stream = connector.resolve(stream(table, "0.001"));
      assertThat(stream.schema()).isEqualTo(TpchTables.schemaOf(table));
      List<String> rows = rows(stream, standardColumns(stream.schema()));
      assertThat(rows).as(table).isEqualTo(linesOfLibrary(table, 0.001));
      assertThat(TpchTables.rowCountOf(table, 0.001)).isEqualTo(rows.size());
    }
  }

  @Test
  void shouldGiveSameValuesWhenCommentIsNotRead() {
    for (String table : TpchTables.names()) {
      StreamDefinition stream = connector.resolve(stream(table, "0.0005"));
      int[] all = standardColumns(stream.schema());
      int[] withoutComment = java.util.Arrays.copyOf(all, all.length - 1);
      assertThat(stream.schema().column(all[all.length - 1]).name()).endsWith("_comment");
      List<String> expected = new ArrayList<>();
      for (String line : rows(stream, all)) {
        String inner = line.substring(0, line.length() - 1);
        expected.add(inner.substring(0, inner.lastIndexOf('|') + 1));
      }
      assertThat(rows(stream, withoutComment)).as(table).isEqualTo(expected);
    }
  }

  @Test
  void shouldGiveRowsWhenScaleFactorIsSmallest() {
    for (String table : TpchTables.names()) {
      assertThat(rows(connector.resolve(stream(table, "0.0001")))).as(table).isNotEmpty();
    }
    assertThat(rows(connector.resolve(stream("orders", "0.0001")))).hasSize(150);
  }

  @Test
  void shouldSpreadOrdersOverOneDayWhenEventTimeIsRead() {
    Column[] columns = {
      new Column("event_time", DataType.timestamp(3)),
      new Column("order_id", DataType.of(TypeKind.BIGINT)),
      new Column("o_orderkey", DataType.of(TypeKind.BIGINT).withNullable(false))
    };
    StreamDefinition stream = connector.resolve(stream("orders", "0.01", columns));
    List<String> rows = rows(stream);
    long startMs = LocalDate.of(1998, 1, 1).toEpochDay() * 86_400_000;
    for (int i = 0; i < 15_000; i++) {
      long ms = startMs + i * 86_400_000L / 15_000;
      String key = rows.get(i).split("\\|", -1)[1];
      assertThat(rows.get(i)).isEqualTo(ms * 1_000_000 + "|" + key + "|" + key + "|");
    }
  }

  @Test
  void shouldGiveItemsTimeOfTheirOrderWhenEventTimeIsRead() {
    Map<Long, Long> times = new HashMap<>();
    StreamDefinition orders =
        connector.resolve(
            stream(
                "orders",
                "0.001",
                new Column("o_orderkey", DataType.of(TypeKind.BIGINT)),
                new Column("event_time", DataType.timestamp(9))));
    for (String row : rows(orders)) {
      times.put(Long.parseLong(row.split("\\|", -1)[0]), Long.parseLong(row.split("\\|", -1)[1]));
    }
    StreamDefinition items =
        connector.resolve(
            stream(
                "lineitem",
                "0.001",
                new Column("l_orderkey", DataType.of(TypeKind.BIGINT)),
                new Column("EVENT_TIME", DataType.timestamp(0))));
    for (String row : rows(items)) {
      long orderTime = times.get(Long.parseLong(row.split("\\|", -1)[0]));
      assertThat(Long.parseLong(row.split("\\|", -1)[1]))
          .isEqualTo(orderTime - orderTime % 1_000_000_000L);
    }
  }

  @Test
  void shouldDeclareEventTimeWhenStreamHasNoColumns() {
    StreamDefinition stream = connector.resolve(stream("orders", null));
    assertThat(stream.watermark()).isEqualTo(new WatermarkSpec(4, 0));
    assertThat(stream.schema().column(4).name()).isEqualTo("event_time");
    assertThat(connector.resolve(stream("part", null)).watermark()).isNull();
  }

  @Test
  void shouldTakeTableFromNameWhenNoneIsGiven() {
    StreamDefinition stream =
        new StreamDefinition("orders", Schema.of(), null, Map.of("connector", "tpch"));
    assertThat(connector.resolve(stream).schema()).isEqualTo(TpchTables.schemaOf("orders"));
  }

  @Test
  void shouldWidenNumbersWhenDeclaredTypeIsWider() {
    StreamDefinition stream =
        connector.resolve(
            stream(
                "orders",
                "0.001",
                new Column("amount", DataType.decimal(38, 2)),
                new Column("o_shippriority", DataType.of(TypeKind.BIGINT))));
    try (Source source = open(stream)) {
      RecordBatch batch = new RecordBatch(stream.schema(), 1);
      assertThat(source.read(batch)).isTrue();
      assertThat(batch.column(0).highs()[0]).isZero();
      assertThat(batch.column(0).longs()[0]).isEqualTo(13_125_181L);
      assertThat(batch.column(1).longs()[0]).isZero();
    }
  }

  @Test
  void shouldNameCandidatesWhenSomethingIsUnknown() {
    assertThatThrownBy(() -> connector.resolve(stream("order", null)))
        .isInstanceOf(ConnectorException.class)
        .hasMessage(
            "wrong value of option: stream=s, option=table, value=order; did you mean orders?");
    Column column = new Column("o_totalprise", DataType.decimal(12, 2));
    assertThatThrownBy(() -> connector.resolve(stream("orders", null, column)))
        .hasMessage(
            "column is not in the table: stream=s, table=orders, column=o_totalprise; "
                + "did you mean o_totalprice?");
    assertThatThrownBy(
            () ->
                connector.resolve(
                    new StreamDefinition("orders", Schema.of(), null, Map.of("scalefactor", "1"))))
        .hasMessage(
            "unknown option: stream=orders, option=scalefactor; did you mean scale-factor?");
  }

  @Test
  void shouldRefuseScaleFactorWhenItIsNoPositiveNumber() {
    for (String value : new String[] {"0", "-1", "one", "", "0.00001", "1e99"}) {
      assertThatThrownBy(() -> connector.resolve(stream("orders", value)))
          .as(value)
          .isInstanceOf(ConnectorException.class)
          .hasMessageStartingWith(
              "wrong value of option: stream=s, option=scale-factor, value=" + value + "; it must");
    }
  }

  @Test
  void shouldNameTypeWhenDeclaredTypeDiffers() {
    Column column = new Column("amount", DataType.of(TypeKind.DOUBLE));
    assertThatThrownBy(() -> connector.resolve(stream("orders", null, column)))
        .hasMessage(
            "column has another type: stream=s, table=orders, column=amount, declared=DOUBLE; "
                + "declare it DECIMAL(12, 2)");
  }

  @Test
  void shouldRefuseSinkWhenTableIsWritten() {
    assertThatThrownBy(() -> connector.openSink(stream("orders", null), null))
        .hasMessageStartingWith("cannot write: stream=s, connector=tpch;");
  }

  @Test
  void shouldBeFoundWhenConnectorsAreLoaded() {
    ConnectorRegistry registry = ConnectorRegistry.load();
    assertThat(registry.names()).containsExactly("file", "tpch");
    assertThat(registry.find(stream("orders", null))).isInstanceOf(TpchConnector.class);
    assertThatThrownBy(
            () ->
                registry.find(
                    new StreamDefinition("s", Schema.of(), null, Map.of("connector", "tcph"))))
        .hasMessage("unknown connector: stream=s, connector=tcph; choose one of file, tpch");
    assertThatThrownBy(() -> registry.find(new StreamDefinition("s", Schema.of(), null, Map.of())))
        .hasMessage(
            "stream has no connector: stream=s; add 'connector' to its options: file, tpch");
  }
}
