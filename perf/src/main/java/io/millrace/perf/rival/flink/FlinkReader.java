package io.millrace.perf.rival.flink;

import io.millrace.batch.RecordBatch;
import io.millrace.perf.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;

/**
 * Puts out one batch at each poll and, after it, the watermark that it reached. Each row is a new
 * object, as windows and sorts keep rows. On a Flink task's thread.
 */
final class FlinkReader implements SourceReader<RowData, FlinkSource.PartitionSplit> {
  private static final long NS_IN_MS = 1_000_000;

  private final FlinkPass pass;
  private final int[] columns;
  private final List<RecordBatch> batches = new ArrayList<>();
  private final CompletableFuture<Void> available = new CompletableFuture<>();
  private int next;

  FlinkReader(FlinkPass pass, int[] columns) {
    this.pass = pass;
    this.columns = columns;
  }

  @Override
  public void start() {}

  @Override
  public void addSplits(List<FlinkSource.PartitionSplit> splits) {
    for (FlinkSource.PartitionSplit split : splits) {
      batches.addAll(pass.batches(split.partition()));
    }
  }

  @Override
  public void notifyNoMoreSplits() {
    available.complete(null);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return available;
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RowData> output) {
    if (!available.isDone()) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    if (next == batches.size()) {
      return InputStatus.END_OF_INPUT;
    }
    RecordBatch batch = batches.get(next++);
    int rows = batch.rowCount();
    for (int row = 0; row < rows; row++) {
      output.collect(row(batch, row));
    }
    // Another row of the same millisecond may follow.
    long reachedMs = batch.column(Workload.EVENT_TIME).longs()[rows - 1] / NS_IN_MS;
    output.emitWatermark(new Watermark(reachedMs - 1));
    return InputStatus.MORE_AVAILABLE;
  }

  private RowData row(RecordBatch batch, int row) {
    GenericRowData result = new GenericRowData(columns.length);
    for (int i = 0; i < columns.length; i++) {
      long value = batch.column(columns[i]).longs()[row];
      result.setField(
          i,
          columns[i] == Workload.EVENT_TIME
              ? TimestampData.fromEpochMillis(value / NS_IN_MS)
              : (Object) value);
    }
    return result;
  }

  @Override
  public List<FlinkSource.PartitionSplit> snapshotState(long checkpoint) {
    return List.of();
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) {}

  @Override
  public void close() {}
}
