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
import io.millrace.state.StoredText;
import io.millrace.type.Decimal128;
import io.millrace.type.Schema;
import io.millrace.type.VarcharView;

public final class GroupQuery extends QueryEngine {
  private static final long SLOT_BYTES = 128L;
  private final VarcharView countryView = new VarcharView();
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
    this.groups = new GroupTable(new GroupTableDescriptor(80, false, new int[] {48}), context.budget(), context.partitions());
  }

  @Override
  protected int process(RecordBatch batch, int fromRow, int toRow) {
    final long[] amountColumn = batch.column(3).longs();
    final long[] amountNulls = batch.column(3).nullBits();
    final ColumnVector countryColumn = batch.column(5);
    final long[] countryNulls = batch.column(5).nullBits();
    final GroupTable groups = this.groups;
    int i = fromRow;
    for (; i < toRow; i++) {
      row = i;
      final boolean amountNull = (amountNulls[i >>> 6] & 1L << i) != 0L;
      final long amount = amountColumn[i];
      final boolean countryNull = (countryNulls[i >>> 6] & 1L << i) != 0L;
      countryColumn.getVarchar(i, countryView);
      final long hash = 0L;
      final long identity = GroupTable.identity(hash, 0L);
      final long slot = find(groups, identity);
      if (slot == GroupTable.ABSENT) {
        break;
      }
      final long ordinal = groups.ordinal(slot);
      final long count = groups.getLong(slot + 16) + (!amountNull ? 1L : 0L);
      final long sumOld = groups.getLong(slot + 32);
      final long added = !amountNull ? amount : 0L;
      final long sumLow = sumOld + added;
      final long count2 = groups.getLong(slot + 40) + (!countryNull ? 1L : 0L);
      final boolean larger = !countryNull && (groups.getLong(slot + 40) == 0L || countryView.compareTo(largerOld.read(groups, slot + 48)) > 0);
      if (larger) {
        groups.reserveText(countryView.length());
      }
      groups.ordinal(slot, ordinal + 1L);
      groups.putLong(slot + 16, count);
      groups.putLong(slot + 32, sumLow);
      if (Sums.overflows(sumOld, added)) {
        groups.putLong(slot + 24, groups.getLong(slot + 24) + Sums.carry(added));
      }
      groups.putLong(slot + 40, count2);
      if (larger) {
        groups.putText(slot + 48, countryView);
      }
    }
    return i < toRow ? stopped(batch, i) : i;
  }

  /** Makes the group of a row; the row to go on with. */
  private int stopped(RecordBatch batch, int i) {
    row = i;
    final long hash = 0L;
    final long identity = GroupTable.identity(hash, 0L);
    add(groups, identity);
    return i;
  }

  /** Slot of the group of these keys, or ABSENT. */
  private static long find(GroupTable groups, long identity) {
    long slot = groups.first(identity);
    while (groups.ordinal(slot) != 0L) {
      if (groups.hasIdentity(slot, identity)) {
        return slot;
      }
      slot = slot + SLOT_BYTES & groups.slotMask();
    }
    return GroupTable.ABSENT;
  }

  /** Makes the group of these keys. */
  private static long add(GroupTable groups, long identity) {
    final long slot = groups.insert(identity);
    return slot;
  }

  /** Appends the output row of a group. */
  private void write(GroupTable groups, long slot, byte kind) {
    final long orders = (groups.ordinal(slot) - 1L);
    final boolean totalNull = groups.getLong(slot + 16) == 0L;
    total.set(groups.getLong(slot + 24) + (groups.getLong(slot + 32) >> 63), groups.getLong(slot + 32));
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
    long slot = find(groups, 0L);
    if (slot == GroupTable.ABSENT) {
      slot = add(groups, 0L);
    }
    reserve(1);
    write(groups, slot, RowKind.INSERT);
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
