package io.millrace.latency;

import io.millrace.batch.RecordBatch;
import io.millrace.query.StreamDefinition;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import java.util.List;
import java.util.Map;

/**
 * The table {@code millrace.latency}: a row for each {@link StageLatency}, with a column for each
 * of its components, times in nanoseconds.
 */
public final class LatencyTable {
  private static final String[] TEXTS = {"stream", "routing", "stage"};
  private static final String[] NUMBERS = {
    "query", "batches", "p50_ns", "p90_ns", "p99_ns", "p999_ns", "max_ns"
  };

  private LatencyTable() {}

  /** Name and columns, none of which is ever NULL. */
  public static StreamDefinition definition() {
    Column[] columns = new Column[TEXTS.length + NUMBERS.length];
    for (int i = 0; i < columns.length; i++) {
      boolean text = i < TEXTS.length;
      DataType type = text ? DataType.varchar(DataType.UNLIMITED) : DataType.of(TypeKind.BIGINT);
      String name = text ? TEXTS[i] : NUMBERS[i - TEXTS.length];
      columns[i] = new Column(name, type.withNullable(false));
    }
    return new StreamDefinition("millrace.latency", Schema.of(columns), null, Map.of(), true);
  }

  /** Latencies as rows. */
  public static RecordBatch rows(List<StageLatency> latencies) {
    RecordBatch rows = new RecordBatch(definition().schema(), Math.max(1, latencies.size()));
    for (int row = 0; row < latencies.size(); row++) {
      StageLatency latency = latencies.get(row);
      String[] texts = {latency.stream(), latency.routing(), latency.stage().name()};
      long[] numbers = {
        latency.query(),
        latency.count(),
        latency.p50Ns(),
        latency.p90Ns(),
        latency.p99Ns(),
        latency.p999Ns(),
        latency.maxNs()
      };
      for (int i = 0; i < texts.length; i++) {
        rows.column(i).setText(row, texts[i]);
      }
      for (int i = 0; i < numbers.length; i++) {
        rows.column(texts.length + i).longs()[row] = numbers[i];
      }
      rows.rowCount(row + 1);
    }
    return rows;
  }
}
