package io.millrace.perf.scenario;

import io.millrace.batch.RecordBatch;
import java.util.ArrayList;
import java.util.List;

/** The rows of a workload as a source that is partitioned by customer would deliver them. */
public final class SourcePartitions {
  private SourcePartitions() {}

  /**
   * Deals the rows out by customer; rows of a customer keep their order. One partition is the
   * workload's own batches, several are copies.
   */
  public static List<List<RecordBatch>> of(Workload workload, int partitions) {
    if (partitions == 1) {
      return List.of(List.of(workload.batches()));
    }
    List<List<RecordBatch>> result = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      List<RecordBatch> batches = new ArrayList<>();
      for (RecordBatch batch : workload.batches()) {
        RecordBatch part = part(batch, partition, partitions);
        if (part.rowCount() > 0) {
          batches.add(part);
        }
      }
      result.add(batches);
    }
    return result;
  }

  private static RecordBatch part(RecordBatch batch, int partition, int partitions) {
    long[] customers = batch.column(Workload.CUSTOMER_ID).longs();
    int[] rows = new int[batch.rowCount()];
    int count = 0;
    for (int row = 0; row < batch.rowCount(); row++) {
      if (Math.floorMod(customers[row], partitions) == partition) {
        rows[count++] = row;
      }
    }
    RecordBatch part = new RecordBatch(batch.schema(), Math.max(count, 1));
    part.appendRows(batch, rows, 0, count);
    return part;
  }
}
