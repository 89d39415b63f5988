package io.millrace.oracle;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.Query;
import io.millrace.batch.RecordBatch;
import io.millrace.connector.ConnectorContext;
import io.millrace.connector.ConnectorRegistry;
import io.millrace.connector.Source;
import io.millrace.connector.file.CsvRowFormat;
import io.millrace.publish.StreamPublisher;
import io.millrace.query.StreamDefinition;
import io.millrace.type.IntegerText;
import io.millrace.type.TextBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The rows of a stream in memory, put to both sides. */
final class OracleInput {
  private static final int BATCH_ROWS = 1000;
  private static final int ROWS_IN_FLIGHT = 1 << 13;

  private final StreamDefinition stream;
  private final List<RecordBatch> batches;

  private OracleInput(StreamDefinition stream, List<RecordBatch> batches) {
    this.stream = stream;
    this.batches = batches;
  }

  /** Settings with enough rows in flight that small batches do not wait for each other. */
  static MillraceConfig config(int partitions, int batchRows) {
    int slots = Math.max(16, Integer.highestOneBit(ROWS_IN_FLIGHT / batchRows));
    return MillraceConfig.defaults()
        .withPartitions(partitions)
        .withBatchRows(batchRows)
        .withRingSlots(slots);
  }

  /** All rows of the stream that a CREATE STREAM statement with a connector declares. */
  static OracleInput read(String name, String sql) {
    StreamDefinition stream = declare(name, sql);
    List<RecordBatch> batches = new ArrayList<>();
    try (Source source =
        ConnectorRegistry.load()
            .find(stream)
            .openSource(stream, null, ConnectorContext.ofProcess())) {
      RecordBatch batch = new RecordBatch(stream.schema(), BATCH_ROWS);
      while (source.read(batch)) {
        batches.add(batch);
        batch = new RecordBatch(stream.schema(), BATCH_ROWS);
      }
    }
    return new OracleInput(stream, batches);
  }

  /** Values of a column of longs, in order of arrival. */
  long[] longs(int column) {
    return batches.stream()
        .flatMapToLong(batch -> Arrays.stream(batch.column(column).longs(), 0, batch.rowCount()))
        .toArray();
  }

  /**
   * The same rows in another order of arrival.
   *
   * @param sql declares the stream anew, with the same columns
   * @param places where each row comes: the row with the smallest place first
   */
  OracleInput reordered(String sql, long[] places) {
    Integer[] order = new Integer[places.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingLong(i -> places[i]));
    OracleInput result = new OracleInput(declare(stream.name(), sql), new ArrayList<>());
    RecordBatch batch = null;
    for (int row : order) {
      if (batch == null || batch.isFull()) {
        batch = new RecordBatch(stream.schema(), BATCH_ROWS);
        result.batches.add(batch);
      }
      batch.appendRow(batches.get(row / BATCH_ROWS), row % BATCH_ROWS);
    }
    return result;
  }

  private static StreamDefinition declare(String name, String sql) {
    MillraceConfig config =
        MillraceConfig.defaults().withConnectorAccess(ConnectorRegistry.load().local());
    try (Millrace millrace = Millrace.start(config)) {
      millrace.execute(sql);
      return millrace.catalog().find(name);
    }
  }

  /** Makes a table with the stream's name and columns, and the number of arrival {@code seq}. */
  void load(DuckDb duck) {
    TextBuffer text = new TextBuffer();
    CsvRowFormat format = new CsvRowFormat(stream.schema(), false);
    long seq = 0;
    for (RecordBatch batch : batches) {
      for (int row = 0; row < batch.rowCount(); row++) {
        IntegerText.append(text, seq++);
        format.appendRow(text.append(','), batch, row);
      }
    }
    List<String> columns = new ArrayList<>(List.of("seq BIGINT"));
    columns.addAll(DuckDb.columns(stream.schema()));
    duck.load(stream.name(), columns, List.of(text));
  }

  /**
   * Runs queries over the rows, all in one engine, and makes a table of each result: {@code r0},
   * {@code r1} and so on, and {@code late0}, {@code late1} and so on for the first column of the
   * late rows.
   */
  void run(DuckDb duck, MillraceConfig config, Delivery delivery, List<String> queries) {
    List<ResultCsv> results = new ArrayList<>();
    List<Query> running = new ArrayList<>();
    try (Millrace millrace = Millrace.start(config)) {
      millrace.define(stream);
      for (String sql : queries) {
        ResultCsv result = new ResultCsv();
        Query query = millrace.subscribe(sql, delivery, result);
        result.open(query.outputSchema());
        results.add(result);
        running.add(query);
      }
      StreamPublisher publisher = millrace.publisher(stream.name());
      for (RecordBatch batch : batches) {
        publisher.publish(batch);
      }
    }
    for (int i = 0; i < results.size(); i++) {
      results.get(i).load(duck, "r" + i, running.get(i).outputSchema());
      results.get(i).loadLate(duck, "late" + i);
    }
  }
}
