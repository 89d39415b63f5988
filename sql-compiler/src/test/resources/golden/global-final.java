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
import io.millrace.state.StoredText;
import io.millrace.type.Decimal128;
import io.millrace.type.Schema;
import io.millrace.type.VarcharView;

public final class GroupQuery extends QueryEngine {
  private final VarcharView countryView = new VarcharView();
  private final Decimal128 sum = new Decimal128();
  private final StoredText largerOld = new StoredText();
  private final Decimal128 total = new Decimal128();
  private final StoredText lastStored = new StoredText();
  private final GroupTable groups;
  private ColumnVector ordersOut;
  private long[] ordersOutValues;
  private ColumnVector totalOut;
  private long[] totalOutHighs;
  private long[] totalOutValues;
  private ColumnVector lastOut;

  public GroupQuery(EngineContext context, Schema inputSchema, Schema outputSchema) {
    super(context, outputSchema);
    this.groups = new GroupTable(new GroupTableDescriptor(64, new int[] {48}), context.budget());
  }

  @Override
  protected void process(RecordBatch batch, int fromRow, int toRow) {
    final long[] amountColumn = batch.column(3).longs();
    final long[] amountNulls = batch.column(3).nullBits();
    final ColumnVector countryColumn = batch.column(5);
    final long[] countryNulls = batch.column(5).nullBits();
    final GroupTable groups = this.groups;
    for (int i = fromRow; i < toRow; i++) {
      row = i;
      final boolean amountNull = (amountNulls[i >>> 6] & 1L << i) != 0L;
      final long amount = amountColumn[i];
      final boolean countryNull = (countryNulls[i >>> 6] & 1L << i) != 0L;
      countryColumn.getVarchar(i, countryView);
      final long nullFlags = 0L;
      final long hash = 0L;
      final long slot = find(groups, hash, nullFlags);
      final long count = groups.getLong(slot + 8) + 1L;
      final long count2 = groups.getLong(slot + 16) + (!amountNull ? 1L : 0L);
      sum.set(groups.getLong(slot + 24), groups.getLong(slot + 24 + 8));
      if (!amountNull) {
        sum.add(amount);
      }
      final long count3 = groups.getLong(slot + 40) + (!countryNull ? 1L : 0L);
      final boolean larger = !countryNull && (groups.getLong(slot + 40) == 0L || countryView.compareTo(largerOld.read(groups, slot + 48)) > 0);
      if (larger) {
        groups.reserveText(countryView.length());
      }
      groups.putLong(slot + 8, count);
      groups.putLong(slot + 16, count2);
      groups.putLong(slot + 24, sum.high());
      groups.putLong(slot + 32, sum.low());
      groups.putLong(slot + 40, count3);
      if (larger) {
        groups.putText(slot + 48, countryView);
      }
    }
  }

  /** Slot of the group of these keys, a new one if it is new. */
  private static long find(GroupTable groups, long hash, long nullFlags) {
    final long wanted = GroupTable.header(hash, nullFlags);
    long slot = groups.first(hash);
    while (groups.header(slot) != GroupTable.EMPTY) {
      if (GroupTable.matches(groups.header(slot), wanted)) {
        return slot;
      }
      slot = groups.next(slot);
    }
    slot = groups.insert(slot, wanted);
    return slot;
  }

  /** Appends the output row of a group. */
  private void write(GroupTable groups, long slot, byte kind) {
    final long orders = groups.getLong(slot + 8);
    final boolean totalNull = groups.getLong(slot + 16) == 0L;
    total.set(groups.getLong(slot + 24), groups.getLong(slot + 32));
    final boolean lastNull = groups.getLong(slot + 40) == 0L;
    final VarcharView last = lastStored.read(groups, slot + 48);
    final int n = out.rowCount();
    ordersOutValues[n] = orders;
    if (totalNull) {
      totalOut.setNull(n);
    } else {
      totalOutHighs[n] = total.high();
      totalOutValues[n] = total.low();
    }
    if (lastNull) {
      lastOut.setNull(n);
    } else {
      lastOut.setVarchar(n, last);
    }
    out.kinds()[n] = kind;
    out.rowCount(n + 1);
  }

  @Override
  protected void finish() {
    find(groups, 0L, 0L);
    emit(groups);
  }

  /** Puts out all groups. */
  private void emit(GroupTable groups) {
    for (long slot = groups.firstGroup(); slot >= 0; slot = groups.nextGroup(slot)) {
      reserve(1);
      write(groups, slot, RowKind.INSERT);
    }
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
    return 0;
  }

  @Override
  protected void bindOutput(RecordBatch output) {
    ordersOut = output.column(0);
    ordersOutValues = ordersOut.longs();
    totalOut = output.column(1);
    totalOutHighs = totalOut.highs();
    totalOutValues = totalOut.longs();
    lastOut = output.column(2);
  }
}
