package io.millrace.generated;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import io.millrace.over.EventTimeOrderedEngine;
import io.millrace.state.GroupTable;
import io.millrace.state.GroupTableDescriptor;
import io.millrace.state.GroupTableSnapshot;
import io.millrace.state.Hashing;
import io.millrace.type.Schema;

public final class RowNumberQuery extends EventTimeOrderedEngine {
  private final GroupTable groups;
  private ColumnVector orderIdOut;
  private long[] orderIdOutValues;
  private ColumnVector customerIdOut;
  private long[] customerIdOutValues;
  private ColumnVector rnOut;
  private long[] rnOutValues;

  public RowNumberQuery(EngineContext context, Schema inputSchema, Schema outputSchema) {
    super(context, inputSchema, outputSchema, 4);
    this.groups = new GroupTable(new GroupTableDescriptor(24, new int[] {}), context.budget());
  }

  @Override
  protected void process(RecordBatch batch, int fromRow, int toRow) {
    final long[] orderIdColumn = batch.column(0).longs();
    final long[] customerIdColumn = batch.column(1).longs();
    final GroupTable groups = this.groups;
    int n = out.rowCount();
    for (int i = fromRow; i < toRow; i++) {
      row = i;
      final long orderId = orderIdColumn[i];
      final long customerId = customerIdColumn[i];
      final long key = customerId;
      final long nullFlags = 0L;
      final long hash = Hashing.ofLong(key);
      final long slot = find(groups, hash, nullFlags, key);
      final long rowNumber = groups.getLong(slot + 16) + 1L;
      groups.putLong(slot + 16, rowNumber);
      orderIdOutValues[n] = orderId;
      customerIdOutValues[n] = customerId;
      rnOutValues[n] = rowNumber;
      n++;
      out.rowCount(n);
    }
  }

  /** Slot of the group of these keys, a new one if it is new. */
  private static long find(GroupTable groups, long hash, long nullFlags, long key) {
    final long wanted = GroupTable.header(hash, nullFlags);
    long slot = groups.first(hash);
    while (groups.header(slot) != GroupTable.EMPTY) {
      if (GroupTable.matches(groups.header(slot), wanted) && groups.getLong(slot + 8) == key) {
        return slot;
      }
      slot = groups.next(slot);
    }
    slot = groups.insert(slot, wanted);
    groups.putLong(slot + 8, key);
    return slot;
  }

  @Override
  protected int outputRowsPerRow() {
    return 1;
  }

  @Override
  public void snapshot(SnapshotWriter writer) {
    super.snapshot(writer);
    GroupTableSnapshot.write(groups, writer);
  }

  @Override
  public void restore(SnapshotReader reader) {
    super.restore(reader);
    GroupTableSnapshot.read(groups, reader);
  }

  @Override
  public long stateSize() {
    return super.stateSize() + groups.size();
  }

  @Override
  public void close() {
    groups.close();
    super.close();
  }

  @Override
  protected void bindOutput(RecordBatch output) {
    orderIdOut = output.column(0);
    orderIdOutValues = orderIdOut.longs();
    customerIdOut = output.column(1);
    customerIdOutValues = customerIdOut.longs();
    rnOut = output.column(2);
    rnOutValues = rnOut.longs();
  }
}
