package io.millrace.generated;

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
import io.millrace.type.Decimal128;
import io.millrace.type.Schema;

public final class GroupQuery extends QueryEngine {
  private final Decimal128 sum = new Decimal128();
  private final Decimal128 total = new Decimal128();
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
    this.groups = new GroupTable(new GroupTableDescriptor(48, new int[] {}), context.budget());
  }

  @Override
  protected void process(RecordBatch batch, int fromRow, int toRow) {
    final long[] customerIdColumn = batch.column(1).longs();
    final long[] amountColumn = batch.column(3).longs();
    final long[] amountNulls = batch.column(3).nullBits();
    final GroupTable groups = this.groups;
    for (int i = fromRow; i < toRow; i++) {
      row = i;
      final long customerId = customerIdColumn[i];
      final boolean amountNull = (amountNulls[i >>> 6] & 1L << i) != 0L;
      final long amount = amountColumn[i];
      final long key = customerId;
      final long nullFlags = 0L;
      final long hash = Hashing.ofLong(key);
      final long slot = find(groups, hash, nullFlags, key);
      final long count = groups.getLong(slot + 16) + 1L;
      final long count2 = groups.getLong(slot + 24) + (!amountNull ? 1L : 0L);
      sum.set(groups.getLong(slot + 32), groups.getLong(slot + 32 + 8));
      if (!amountNull) {
        sum.add(amount);
      }
      final boolean emitted = groups.isEmitted(slot);
      groups.putLong(slot + 16, count);
      groups.putLong(slot + 24, count2);
      groups.putLong(slot + 32, sum.high());
      groups.putLong(slot + 40, sum.low());
      write(groups, slot, emitted ? RowKind.UPDATE_AFTER : RowKind.INSERT);
      groups.setEmitted(slot, true);
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

  /** Appends the output row of a group. */
  private void write(GroupTable groups, long slot, byte kind) {
    final long customerId2 = groups.getLong(slot + 8);
    final long orderCount = groups.getLong(slot + 16);
    final boolean totalNull = groups.getLong(slot + 24) == 0L;
    total.set(groups.getLong(slot + 32), groups.getLong(slot + 40));
    final int n = out.rowCount();
    customerIdOutValues[n] = customerId2;
    orderCountOutValues[n] = orderCount;
    if (totalNull) {
      totalOut.setNull(n);
    } else {
      totalOutHighs[n] = total.high();
      totalOutValues[n] = total.low();
    }
    out.kinds()[n] = kind;
    out.rowCount(n + 1);
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
