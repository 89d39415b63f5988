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
import io.millrace.type.Schema;
import java.util.Arrays;

public final class GroupQuery extends QueryEngine {
  private static final long SLOT_BYTES = 64L;
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
  protected int process(RecordBatch batch, int fromRow, int toRow) {
    final long[] customerIdColumn = batch.column(1).longs();
    final long[] amountColumn = batch.column(3).longs();
    final long[] amountNulls = batch.column(3).nullBits();
    final GroupTable groups = this.groups;
    final long[] customerIdOutValues = this.customerIdOutValues;
    final long[] orderCountOutValues = this.orderCountOutValues;
    final long[] totalOutHighs = this.totalOutHighs;
    final long[] totalOutValues = this.totalOutValues;
    final int shift = out.rowCount() - fromRow;
    final byte[] kinds = out.kinds();
    long room = groups.room();
    int i = fromRow;
    for (; i < toRow; i++) {
      final int n = i + shift;
      final long customerId = customerIdColumn[i];
      final boolean amountNull = (amountNulls[i >>> 6] & 1L << i) != 0L;
      final long amount = amountColumn[i];
      final long key = customerId;
      final long slot = find(groups, key);
      long ordinal = groups.ordinal(slot);
      if (ordinal == 0L) {
        if (room == 0L) {
          break;
        }
        room--;
        ordinal = 1L;
        kinds[n] = RowKind.INSERT;
      }
      groups.putLong(slot + 8, key);
      final long count = groups.getLong(slot + 16) + (!amountNull ? 1L : 0L);
      final long sumOld = groups.getLong(slot + 32);
      final long added = !amountNull ? amount : 0L;
      final long sumLow = sumOld + added;
      groups.ordinal(slot, ordinal + 1L);
      groups.putLong(slot + 16, count);
      groups.putLong(slot + 32, sumLow);
      if (Sums.overflows(sumOld, added)) {
        groups.putLong(slot + 24, groups.getLong(slot + 24) + Sums.carry(added));
      }
      final long sumHigh = groups.getLong(slot + 24) + (sumLow >> 63);
      orderCountOutValues[n] = ordinal;
      if (count == 0L) {
        totalOut.setNull(n);
      } else {
        totalOutHighs[n] = sumHigh;
        totalOutValues[n] = sumLow;
      }
    }
    groups.room(room);
    System.arraycopy(customerIdColumn, fromRow, customerIdOutValues, fromRow + shift, i - fromRow);
    out.rowCount(i + shift);
    return i < toRow ? stopped(i) : i;
  }

  @Override
  protected int process(RecordBatch batch, int[] rows, int fromRow, int toRow) {
    final long[] customerIdColumn = batch.column(1).longs();
    final long[] amountColumn = batch.column(3).longs();
    final long[] amountNulls = batch.column(3).nullBits();
    final GroupTable groups = this.groups;
    final long[] customerIdOutValues = this.customerIdOutValues;
    final long[] orderCountOutValues = this.orderCountOutValues;
    final long[] totalOutHighs = this.totalOutHighs;
    final long[] totalOutValues = this.totalOutValues;
    final int shift = out.rowCount() - fromRow;
    final byte[] kinds = out.kinds();
    long room = groups.room();
    int at = fromRow;
    for (; at < toRow; at++) {
      final int i = rows[at];
      final int n = at + shift;
      final long customerId = customerIdColumn[i];
      final boolean amountNull = (amountNulls[i >>> 6] & 1L << i) != 0L;
      final long amount = amountColumn[i];
      final long key = customerId;
      final long slot = find(groups, key);
      long ordinal = groups.ordinal(slot);
      if (ordinal == 0L) {
        if (room == 0L) {
          break;
        }
        room--;
        ordinal = 1L;
        kinds[n] = RowKind.INSERT;
      }
      groups.putLong(slot + 8, key);
      final long count = groups.getLong(slot + 16) + (!amountNull ? 1L : 0L);
      final long sumOld = groups.getLong(slot + 32);
      final long added = !amountNull ? amount : 0L;
      final long sumLow = sumOld + added;
      groups.ordinal(slot, ordinal + 1L);
      groups.putLong(slot + 16, count);
      groups.putLong(slot + 32, sumLow);
      if (Sums.overflows(sumOld, added)) {
        groups.putLong(slot + 24, groups.getLong(slot + 24) + Sums.carry(added));
      }
      final long sumHigh = groups.getLong(slot + 24) + (sumLow >> 63);
      orderCountOutValues[n] = ordinal;
      if (count == 0L) {
        totalOut.setNull(n);
      } else {
        totalOutHighs[n] = sumHigh;
        totalOutValues[n] = sumLow;
      }
      customerIdOutValues[n] = customerIdColumn[i];
    }
    groups.room(room);
    out.rowCount(at + shift);
    return at < toRow ? stopped(at) : at;
  }

  @Override
  public boolean takesSelections() {
    return true;
  }

  /** Makes room for the group of a row; the row to go on with. */
  private int stopped(int i) {
    row = i;
    groups.makeRoom();
    return i;
  }

  @Override
  protected void beginRows(int rows) {
    Arrays.fill(out.kinds(), out.rowCount(), out.rowCount() + rows, RowKind.UPDATE_AFTER);
  }

  /** Slot of the group of this key, or the empty one where it belongs. */
  private static long find(GroupTable groups, long key) {
    long slot = groups.first(groups.hash(key));
    while (groups.ordinal(slot) != 0L) {
      if (groups.getLong(slot + 8) == key) {
        return slot;
      }
      slot = slot + SLOT_BYTES & groups.slotMask();
    }
    return slot;
  }

  @Override
  protected void touch(RecordBatch batch, int fromRow, int toRow) {
    if (groups.isLarge()) {
      final long[] customerId2Column = batch.column(1).longs();
      long sum = 0L;
      for (int i = fromRow; i < toRow; i++) {
        sum += groups.touch(customerId2Column[i]);
      }
      touched = sum;
    }
  }

  @Override
  protected void touch(RecordBatch batch, int[] rows, int fromRow, int toRow) {
    if (groups.isLarge()) {
      final long[] customerId3Column = batch.column(1).longs();
      long sum = 0L;
      for (int i = fromRow; i < toRow; i++) {
        sum += groups.touch(customerId3Column[rows[i]]);
      }
      touched = sum;
    }
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
