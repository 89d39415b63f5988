package io.millrace.generated;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.QueryEngine;
import io.millrace.type.Schema;

public final class StatelessQuery extends QueryEngine {
  private ColumnVector orderIdOut;
  private long[] orderIdOutValues;
  private ColumnVector customerIdOut;
  private long[] customerIdOutValues;
  private ColumnVector totalAmountOut;
  private long[] totalAmountOutValues;

  public StatelessQuery(EngineContext context, Schema inputSchema, Schema outputSchema) {
    super(context, outputSchema);
  }

  @Override
  protected int process(RecordBatch batch, int fromRow, int toRow) {
    final long[] orderIdColumn = batch.column(0).longs();
    final long[] customerIdColumn = batch.column(1).longs();
    final long[] totalAmountColumn = batch.column(2).longs();
    int n = out.rowCount();
    for (int i = fromRow; i < toRow; i++) {
      final long totalAmount = totalAmountColumn[i];
      final long orderId = orderIdColumn[i];
      final long customerId = customerIdColumn[i];
      orderIdOutValues[n] = orderId;
      customerIdOutValues[n] = customerId;
      totalAmountOutValues[n] = totalAmount;
      n += totalAmount > 10000L ? 1 : 0;
    }
    out.rowCount(n);
    return toRow;
  }

  @Override
  protected int process(RecordBatch batch, int[] rows, int fromRow, int toRow) {
    final long[] orderIdColumn = batch.column(0).longs();
    final long[] customerIdColumn = batch.column(1).longs();
    final long[] totalAmountColumn = batch.column(2).longs();
    int n = out.rowCount();
    for (int at = fromRow; at < toRow; at++) {
      final int i = rows[at];
      final long totalAmount = totalAmountColumn[i];
      final long orderId = orderIdColumn[i];
      final long customerId = customerIdColumn[i];
      orderIdOutValues[n] = orderId;
      customerIdOutValues[n] = customerId;
      totalAmountOutValues[n] = totalAmount;
      n += totalAmount > 10000L ? 1 : 0;
    }
    out.rowCount(n);
    return toRow;
  }

  @Override
  public boolean takesSelections() {
    return true;
  }

  @Override
  public boolean keepsState() {
    return false;
  }

  @Override
  protected int outputRowsPerRow() {
    return 1;
  }

  @Override
  protected void bindOutput(RecordBatch output) {
    orderIdOut = output.column(0);
    orderIdOutValues = orderIdOut.longs();
    customerIdOut = output.column(1);
    customerIdOutValues = customerIdOut.longs();
    totalAmountOut = output.column(2);
    totalAmountOutValues = totalAmountOut.longs();
  }
}
