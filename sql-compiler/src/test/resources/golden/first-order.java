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
import io.millrace.type.VarcharView;

public final class RowNumberQuery extends EventTimeOrderedEngine {
  private final VarcharView countryView = new VarcharView();
  private final VarcharView noText = new VarcharView();
  private final GroupTable groups;
  private ColumnVector orderIdOut;
  private long[] orderIdOutValues;
  private ColumnVector countryOut;
  private ColumnVector rnOut;
  private long[] rnOutValues;

  public RowNumberQuery(EngineContext context, Schema inputSchema, Schema outputSchema) {
    super(context, inputSchema, outputSchema, 4);
    this.groups = new GroupTable(new GroupTableDescriptor(32, new int[] {8}), context.budget());
  }

  @Override
  protected void process(RecordBatch batch, int fromRow, int toRow) {
    final long[] orderIdColumn = batch.column(0).longs();
    final long[] totalAmountColumn = batch.column(2).longs();
    final ColumnVector countryColumn = batch.column(5);
    final long[] countryNulls = batch.column(5).nullBits();
    final GroupTable groups = this.groups;
    int n = out.rowCount();
    for (int i = fromRow; i < toRow; i++) {
      row = i;
      final long totalAmount = totalAmountColumn[i];
      if (!(totalAmount > 1000L)) {
        continue;
      }
      final long orderId = orderIdColumn[i];
      final boolean countryNull = (countryNulls[i >>> 6] & 1L << i) != 0L;
      countryColumn.getVarchar(i, countryView);
      final VarcharView key = countryNull ? noText : (countryView);
      final long nullFlags = (countryNull ? 1L : 0L);
      final long hash = Hashing.combine(Hashing.ofLong(key.hash64()), nullFlags);
      final long slot = find(groups, hash, nullFlags, key);
      final long rowNumber = groups.getLong(slot + 24) + 1L;
      final boolean passes2 = rowNumber == 1L;
      if (!passes2) {
        groups.putLong(slot + 24, rowNumber);
        continue;
      }
      groups.putLong(slot + 24, rowNumber);
      orderIdOutValues[n] = orderId;
      if (countryNull) {
        countryOut.setNull(n);
      } else {
        countryOut.setVarchar(n, countryView);
      }
      rnOutValues[n] = rowNumber;
      n++;
      out.rowCount(n);
    }
  }

  /** Slot of the group of these keys, a new one if it is new. */
  private static long find(GroupTable groups, long hash, long nullFlags, VarcharView key) {
    final long wanted = GroupTable.header(hash, nullFlags);
    long slot = groups.first(hash);
    while (groups.header(slot) != GroupTable.EMPTY) {
      if (GroupTable.matches(groups.header(slot), wanted) && groups.equalsText(slot + 8, key)) {
        return slot;
      }
      slot = groups.next(slot);
    }
    groups.reserveText(key.length());
    slot = groups.insert(slot, wanted);
    groups.putText(slot + 8, key);
    return slot;
  }

  @Override
  protected boolean keeps(RecordBatch batch, int i) {
    final long[] totalAmount2Column = batch.column(2).longs();
    final long totalAmount2 = totalAmount2Column[i];
    return totalAmount2 > 1000L;
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
    countryOut = output.column(1);
    rnOut = output.column(2);
    rnOutValues = rnOut.longs();
  }
}
