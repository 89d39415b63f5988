package io.millrace.perf.rival.flink;

import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsSourceWatermark;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * The connector {@code millrace} of Flink's SQL: a source over rows in memory that makes only the
 * columns which the query reads, and a sink that counts. Found by Flink as a service.
 */
public final class FlinkTables implements DynamicTableSourceFactory, DynamicTableSinkFactory {
  /** Name of the connector. */
  static final String CONNECTOR = "millrace";

  private static final ConfigOption<String> PASS =
      ConfigOptions.key("pass").stringType().noDefaultValue();

  /** A connector that Flink makes. */
  public FlinkTables() {}

  @Override
  public String factoryIdentifier() {
    return CONNECTOR;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(PASS);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of();
  }

  private String pass(DynamicTableFactory.Context context) {
    FactoryUtil.TableFactoryHelper options = FactoryUtil.createTableFactoryHelper(this, context);
    options.validate();
    return options.getOptions().get(PASS);
  }

  @Override
  public DynamicTableSource createDynamicTableSource(DynamicTableFactory.Context context) {
    int columns = context.getPhysicalRowDataType().getLogicalType().getChildren().size();
    return new Rows(pass(context), IntStream.range(0, columns).toArray());
  }

  @Override
  public DynamicTableSink createDynamicTableSink(DynamicTableFactory.Context context) {
    boolean firstIsTime =
        context
            .getPhysicalRowDataType()
            .getLogicalType()
            .getChildren()
            .get(0)
            .is(LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE);
    return new Results(pass(context), firstIsTime);
  }

  /** The table that is read. */
  private static final class Rows
      implements ScanTableSource, SupportsProjectionPushDown, SupportsSourceWatermark {
    private final String pass;
    private int[] columns;

    Rows(String pass, int[] columns) {
      this.pass = pass;
      this.columns = columns;
    }

    @Override
    public ChangelogMode getChangelogMode() {
      return ChangelogMode.insertOnly();
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
      return SourceProvider.of(new FlinkSource(pass, columns));
    }

    @Override
    public boolean supportsNestedProjection() {
      return false;
    }

    @Override
    public void applyProjection(int[][] projected, DataType producedType) {
      columns = IntStream.range(0, projected.length).map(i -> projected[i][0]).toArray();
    }

    @Override
    public void applySourceWatermark() {}

    @Override
    public DynamicTableSource copy() {
      return new Rows(pass, columns);
    }

    @Override
    public String asSummaryString() {
      return CONNECTOR;
    }
  }

  /** The table that is written; it has no use for the old value of a row that changes. */
  private record Results(String pass, boolean firstIsTime) implements DynamicTableSink {
    @Override
    public ChangelogMode getChangelogMode(ChangelogMode requested) {
      return ChangelogMode.upsert();
    }

    @Override
    public SinkRuntimeProvider getSinkRuntimeProvider(DynamicTableSink.Context context) {
      return SinkV2Provider.of(new FlinkSink(pass, firstIsTime));
    }

    @Override
    public DynamicTableSink copy() {
      return this;
    }

    @Override
    public String asSummaryString() {
      return CONNECTOR;
    }
  }
}
