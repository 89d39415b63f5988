package io.millrace.connector.tpch;

import io.millrace.connector.Candidates;
import io.millrace.connector.ConnectorContext;
import io.millrace.connector.ConnectorException;
import io.millrace.connector.ConnectorFactory;
import io.millrace.connector.ConnectorOptions;
import io.millrace.connector.Sink;
import io.millrace.connector.Source;
import io.millrace.query.StreamDefinition;
import io.millrace.query.WatermarkSpec;
import io.millrace.type.Column;
import io.millrace.type.Schema;
import java.math.BigDecimal;
import java.util.List;

/**
 * TPC-H tables: {@code WITH ('connector'='tpch', 'table'='orders', 'scale-factor'='0.1')}.
 *
 * <p>{@code table} is the name of the stream unless it is given, {@code scale-factor} is 1. A
 * stream that declares no columns gets all of them ({@link TpchTables#schemaOf}), and one with an
 * {@code event_time} gets that as its event time without delay. Declared columns are matched by
 * name. Comments, which take longest, are made only where they are wanted; the first ones cost
 * about a second and 300 MB.
 */
public final class TpchConnector implements ConnectorFactory {
  /** The smallest scale factor: one supplier. */
  public static final double LEAST_SCALE_FACTOR = 0.0001;

  /** The largest scale factor that TPC-H defines. */
  public static final double LARGEST_SCALE_FACTOR = 100_000;

  private static final String TABLE = "table";
  private static final String SCALE_FACTOR = "scale-factor";
  private static final String EVENT_TIME = "event_time";

  @Override
  public String name() {
    return "tpch";
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public StreamDefinition resolve(StreamDefinition stream) {
    TpchTable<?> table = table(stream);
    scaleFactor(stream);
    Schema schema = stream.schema();
    for (Column column : schema.columns()) {
      check(stream, table, column);
    }
    if (schema.size() > 0) {
      return stream;
    }
    Schema whole = table.schema();
    int eventTime = whole.indexOf(EVENT_TIME);
    WatermarkSpec watermark = eventTime < 0 ? null : new WatermarkSpec(eventTime, 0);
    return new StreamDefinition(stream.name(), whole, watermark, stream.options());
  }

  private static void check(StreamDefinition stream, TpchTable<?> table, Column column) {
    TpchField<?> field = table.find(column.name());
    String place =
        "stream=" + stream.name() + ", table=" + table.name() + ", column=" + column.name();
    if (field == null) {
      List<String> names =
          table.fields().stream().map(TpchField::name).map(String::valueOf).toList();
      throw new ConnectorException(
          "column is not in the table: " + place + "; " + Candidates.advice(column.name(), names));
    }
    if (!field.fits(column.type())) {
      throw new ConnectorException(
          "column has another type: "
              + place
              + ", declared="
              + column.type()
              + "; declare it "
              + field.type().withNullable(true));
    }
  }

  private static ConnectorOptions options(StreamDefinition stream) {
    return new ConnectorOptions(stream, List.of(TABLE, SCALE_FACTOR));
  }

  private static TpchTable<?> table(StreamDefinition stream) {
    ConnectorOptions options = options(stream);
    String name = options.text(TABLE, stream.name());
    TpchTable<?> table = TpchTables.find(name);
    if (table == null) {
      throw options.wrong(TABLE, name, Candidates.advice(name, TpchTables.names()));
    }
    return table;
  }

  private static double scaleFactor(StreamDefinition stream) {
    ConnectorOptions options = options(stream);
    BigDecimal value = options.decimal(SCALE_FACTOR, BigDecimal.ONE);
    double scaleFactor = value.doubleValue();
    if (scaleFactor < LEAST_SCALE_FACTOR || scaleFactor > LARGEST_SCALE_FACTOR) {
      throw options.wrong(
          SCALE_FACTOR, options.text(SCALE_FACTOR, ""), "it must be from 0.0001 to 100000");
    }
    return scaleFactor;
  }

  /** Opens a table; makes only the columns that are wanted. */
  @Override
  public Source openSource(StreamDefinition stream, int[] columns, ConnectorContext context) {
    return new TpchSource<>(table(stream), scaleFactor(stream), stream.schema(), columns);
  }

  @Override
  public Sink openSink(StreamDefinition stream, ConnectorContext context) {
    throw new ConnectorException(
        "cannot write: stream="
            + stream.name()
            + ", connector=tpch; its tables are only read, "
            + "insert into a stream with another connector");
  }
}
