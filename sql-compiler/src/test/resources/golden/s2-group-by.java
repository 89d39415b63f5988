package io.millrace.generated;

import io.millrace.aggregate.Sums;
import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.batch.RowKind;
import io.millrace.engine.EngineContext;
import io.millrace.engine.QueryEngine;
import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import io.millrace.state.GroupTable;
import io.millrace.state.GroupTableDescriptor;
import io.millrace.state.GroupTableSnapshot;
import io.millrace.state.Hashing;
import io.millrace.type.Schema;

public final class GroupQuery extends QueryEngine {
  private long touched;
  private final GroupTable groups;
  private ColumnVector customerIdOut;
  private long[] customerIdOutValues;
  private ColumnVector orderCountOut;
  private long[] orderCountOutValues;
  private ColumnVector totalOut;
  private long[] totalOutHighs;
  private long[] totalOutValues;

  public GroupQuery(EngineContext context, Schema inputSchema, Schema outputSchema) {
    super(context, outputSchema);
    this.groups = new GroupTable(new GroupTableDescriptor(40, true, new int[] {}), context.budget(), context.partitions());
  }

  @Override
  protected void process(RecordBatch batch, int fromRow, int toRow) {
    final long[] customerIdColumn = batch.column(1).longs();
    final long[] amountColumn = batch.column(3).longs();
    final long[] amountNulls = batch.column(3).nullBits();
    final GroupTable groups = this.groups;
    if (groups != null && groups.isLarge()) {
      for (int i = fromRow; i < toRow; i++) {
        touched += groups.touch(Hashing.ofLong(customerIdColumn[i]));
      }
    }
    int n = out.rowCount();
    int i = fromRow;
    try {
      for (; i < toRow; i++) {
        final long customerId = customerIdColumn[i];
        final boolean amountNull = (amountNulls[i >>> 6] & 1L << i) != 0L;
        final long amount = amountColumn[i];
        final long key = customerId;
        final long hash = Hashing.ofLong(key);
        final long slot = find(groups, hash, key);
        final long rows = groups.rows(slot) + 1L;
        final long count = groups.getLong(slot + 16) + (!amountNull ? 1L : 0L);
        long sumHigh = groups.getLong(slot + 24);
        long sumLow = groups.getLong(slot + 32);
        if (!amountNull) {
          sumHigh += Sums.carry(sumLow, amount);
          sumLow += amount;
        }
        groups.rows(slot, rows);
        groups.putLong(slot + 16, count);
        groups.putLong(slot + 24, sumHigh);
        groups.putLong(slot + 32, sumLow);
        customerIdOutValues[n] = customerId;
        orderCountOutValues[n] = rows;
        if (count == 0L) {
          totalOut.setNull(n);
        } else {
          totalOutHighs[n] = sumHigh;
          totalOutValues[n] = sumLow;
        }
        out.kinds()[n] = rows == 1L ? RowKind.INSERT : RowKind.UPDATE_AFTER;
        n++;
      }
    } finally {
      row = i;
      out.rowCount(n);
    }
  }

  /** Slot of the group of these keys, a new one if it is new. */
  private static long find(GroupTable groups, long hash, long key) {
    long slot = groups.first(hash);
    while (groups.rows(slot) != 0L) {
      if (groups.getLong(slot + 8) == key) {
        return slot;
      }
      slot = groups.next(slot);
    }
    slot = groups.insert(slot, hash);
    groups.putLong(slot + 8, key);
    return slot;
  }


  @Override
  protected void rowFailed() {
    groups.forgetUnused();
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
    return groups.size();
  }

  @Override
  public void close() {
    groups.close();
  }

  @Override
  protected int outputRowsPerRow() {
    return 1;
  }

  @Override
  protected void bindOutput(RecordBatch output) {
    customerIdOut = output.column(0);
    customerIdOutValues = customerIdOut.longs();
    orderCountOut = output.column(1);
    orderCountOutValues = orderCountOut.longs();
    totalOut = output.column(2);
    totalOutHighs = totalOut.highs();
    totalOutValues = totalOut.longs();
  }
}
