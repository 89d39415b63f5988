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
  private static final long SLOT_BYTES = 64L;
  private final VarcharView countryView = new VarcharView();
  private final VarcharView noText = new VarcharView();
  private final VarcharView country2View = new VarcharView();
  private final VarcharView noText2 = new VarcharView();
  private final GroupTable groups;
  private ColumnVector orderIdOut;
  private long[] orderIdOutValues;
  private ColumnVector countryOut;
  private ColumnVector rnOut;
  private long[] rnOutValues;

  public RowNumberQuery(EngineContext context, Schema inputSchema, Schema outputSchema) {
    super(context, inputSchema, outputSchema, 4);
    this.groups = new GroupTable(new GroupTableDescriptor(48, false, new int[] {16}), context.budget(), context.partitions());
  }

  @Override
  protected int process(RecordBatch batch, int fromRow, int toRow) {
    final long[] orderIdColumn = batch.column(0).longs();
    final long[] totalAmountColumn = batch.column(2).longs();
    final ColumnVector countryColumn = batch.column(5);
    final long[] countryNulls = batch.column(5).nullBits();
    final GroupTable groups = this.groups;
    final long[] orderIdOutValues = this.orderIdOutValues;
    final long[] rnOutValues = this.rnOutValues;
    int n = out.rowCount();
    int i = fromRow;
    for (; i < toRow; i++) {
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
      final long identity = GroupTable.identity(hash, nullFlags);
      final long slot = find(groups, identity, key);
      if (slot == GroupTable.ABSENT) {
        break;
      }
      final long ordinal = groups.ordinal(slot);
      final boolean passes2 = ordinal == 1L;
      if (!passes2) {
        groups.ordinal(slot, ordinal + 1L);
        continue;
      }
      groups.ordinal(slot, ordinal + 1L);
      orderIdOutValues[n] = orderId;
      if (countryNull) {
        countryOut.setNull(n);
      } else {
        countryOut.setVarchar(n, countryView);
      }
      rnOutValues[n] = ordinal;
      n++;
    }
    out.rowCount(n);
    return i < toRow ? stopped(batch, i) : i;
  }

  /** Makes the group of a row; the row to go on with. */
  private int stopped(RecordBatch batch, int i) {
    row = i;
    final ColumnVector country2Column = batch.column(5);
    final long[] country2Nulls = batch.column(5).nullBits();
    final boolean country2Null = (country2Nulls[i >>> 6] & 1L << i) != 0L;
    country2Column.getVarchar(i, country2View);
    final VarcharView key = country2Null ? noText2 : (country2View);
    final long nullFlags = (country2Null ? 1L : 0L);
    final long hash = Hashing.combine(Hashing.ofLong(key.hash64()), nullFlags);
    final long identity = GroupTable.identity(hash, nullFlags);
    add(groups, identity, key);
    return i;
  }

  /** Slot of the group of these keys, or ABSENT. */
  private static long find(GroupTable groups, long identity, VarcharView key) {
    long slot = groups.first(identity);
    while (groups.ordinal(slot) != 0L) {
      if (groups.hasIdentity(slot, identity) && groups.equalsText(slot + 16, key)) {
        return slot;
      }
      slot = slot + SLOT_BYTES & groups.slotMask();
    }
    return GroupTable.ABSENT;
  }

  /** Makes the group of these keys. */
  private static long add(GroupTable groups, long identity, VarcharView key) {
    groups.reserveText(key.length());
    final long slot = groups.insert(identity);
    groups.putText(slot + 16, key);
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
