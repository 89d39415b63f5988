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
  private final VarcharView noText = new VarcharView();
  private final VarcharView country2View = new VarcharView();
  private final VarcharView noText2 = new VarcharView();
  private final StoredText countryStored = new StoredText();
  private final Decimal128 meanSum = new Decimal128();
  private final Decimal128 mean = new Decimal128();
  private final GroupTable groups;
  private ColumnVector countryOut;
  private ColumnVector meanOut;
  private long[] meanOutHighs;
  private long[] meanOutValues;
  private ColumnVector leastOut;
  private long[] leastOutValues;

  public GroupQuery(EngineContext context, Schema inputSchema, Schema outputSchema) {
    super(context, outputSchema);
    this.groups = new GroupTable(new GroupTableDescriptor(88, false, new int[] {16}), context.budget(), context.partitions());
  }

  @Override
  protected int process(RecordBatch batch, int fromRow, int toRow) {
    final long[] totalAmountColumn = batch.column(2).longs();
    final long[] amountColumn = batch.column(3).longs();
    final long[] amountNulls = batch.column(3).nullBits();
    final ColumnVector countryColumn = batch.column(5);
    final long[] countryNulls = batch.column(5).nullBits();
    final GroupTable groups = this.groups;
    int i = fromRow;
    for (; i < toRow; i++) {
      final long totalAmount = totalAmountColumn[i];
      final boolean amountNull = (amountNulls[i >>> 6] & 1L << i) != 0L;
      final long amount = amountColumn[i];
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
      final long count = groups.getLong(slot + 48) + (!amountNull ? 1L : 0L);
      final long sumOld = groups.getLong(slot + 64);
      final long added = !amountNull ? amount : 0L;
      final long sumLow = sumOld + added;
      final boolean smaller = ordinal == 1L || totalAmount < groups.getLong(slot + 72);
      final long count2 = groups.getLong(slot + 80) + (!amountNull & amount > 1000L ? 1L : 0L);
      final boolean emitted = groups.isEmitted(slot);
      final int before = out.rowCount();
      if (emitted) {
        write(groups, slot, RowKind.DELETE);
      }
      groups.ordinal(slot, ordinal + 1L);
      groups.putLong(slot + 48, count);
      groups.putLong(slot + 64, sumLow);
      if (Sums.overflows(sumOld, added)) {
        groups.putLong(slot + 56, groups.getLong(slot + 56) + Sums.carry(added));
      }
      if (smaller) {
        groups.putLong(slot + 72, totalAmount);
      }
      groups.putLong(slot + 80, count2);
      final boolean passes = passes(groups, slot);
      if (passes) {
        dropOutputAfter(before);
        write(groups, slot, emitted ? RowKind.UPDATE_AFTER : RowKind.INSERT);
      }
      groups.setEmitted(slot, passes);
    }
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

  /** Whether HAVING lets a group pass. */
  private boolean passes(GroupTable groups, long slot) {
    final long field = groups.getLong(slot + 80);
    return field > 2L;
  }

  /** Appends the output row of a group. */
  private void write(GroupTable groups, long slot, byte kind) {
    final boolean countryNull2 = groups.isKeyNull(slot, 0);
    final VarcharView country3 = countryStored.read(groups, slot + 16);
    final boolean meanNull = groups.getLong(slot + 48) == 0L;
    meanSum.set(groups.getLong(slot + 56) + (groups.getLong(slot + 64) >> 63), groups.getLong(slot + 64));
    if (groups.getLong(slot + 48) != 0L) {
      mean.set(meanSum).average(groups.getLong(slot + 48), 2, 6);
    }
    final long least = groups.getLong(slot + 72);
    final int n = out.rowCount();
    if (countryNull2) {
      countryOut.setNull(n);
    } else {
      countryOut.setVarchar(n, country3);
    }
    if (meanNull) {
      meanOut.setNull(n);
    } else {
      meanOutHighs[n] = mean.high();
      meanOutValues[n] = mean.low();
    }
    leastOutValues[n] = least;
    out.kinds()[n] = kind;
    out.rowCount(n + 1);
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
    return 2;
  }

  @Override
  protected void bindOutput(RecordBatch output) {
    countryOut = output.column(0);
    meanOut = output.column(1);
    meanOutHighs = meanOut.highs();
    meanOutValues = meanOut.longs();
    leastOut = output.column(2);
    leastOutValues = leastOut.longs();
  }
}
