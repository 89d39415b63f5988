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
import io.millrace.type.Schema;

public final class RowNumberQuery extends EventTimeOrderedEngine {
  private static final long SLOT_BYTES = 16L;
  private long touched;
  private final GroupTable groups;
  private ColumnVector orderIdOut;
  private long[] orderIdOutValues;
  private ColumnVector customerIdOut;
  private long[] customerIdOutValues;
  private ColumnVector rnOut;
  private long[] rnOutValues;

  public RowNumberQuery(EngineContext context, Schema inputSchema, Schema outputSchema) {
    super(context, inputSchema, outputSchema, 4);
    this.groups = new GroupTable(new GroupTableDescriptor(16, true, new int[] {}), context.budget(), context.partitions());
  }

  @Override
  protected int process(RecordBatch batch, int fromRow, int toRow) {
    final long[] orderIdColumn = batch.column(0).longs();
    final long[] customerIdColumn = batch.column(1).longs();
    final GroupTable groups = this.groups;
    final long[] orderIdOutValues = this.orderIdOutValues;
    final long[] customerIdOutValues = this.customerIdOutValues;
    final long[] rnOutValues = this.rnOutValues;
    final int shift = out.rowCount() - fromRow;
    long room = groups.room();
    int i = fromRow;
    for (; i < toRow; i++) {
      final int n = i + shift;
      final long orderId = orderIdColumn[i];
      final long customerId = customerIdColumn[i];
      final long key = customerId;
      final long slot = find(groups, key);
      long ordinal = groups.ordinal(slot);
      if (ordinal == 0L) {
        if (room == 0L) {
          break;
        }
        room--;
        ordinal = 1L;
      }
      groups.putLong(slot + 8, key);
      groups.ordinal(slot, ordinal + 1L);
      rnOutValues[n] = ordinal;
    }
    groups.room(room);
    System.arraycopy(orderIdColumn, fromRow, orderIdOutValues, fromRow + shift, i - fromRow);
    System.arraycopy(customerIdColumn, fromRow, customerIdOutValues, fromRow + shift, i - fromRow);
    out.rowCount(i + shift);
    return i < toRow ? stopped(i) : i;
  }

  @Override
  protected int process(RecordBatch batch, int[] rows, int fromRow, int toRow) {
    final long[] orderIdColumn = batch.column(0).longs();
    final long[] customerIdColumn = batch.column(1).longs();
    final GroupTable groups = this.groups;
    final long[] orderIdOutValues = this.orderIdOutValues;
    final long[] customerIdOutValues = this.customerIdOutValues;
    final long[] rnOutValues = this.rnOutValues;
    final int shift = out.rowCount() - fromRow;
    long room = groups.room();
    int at = fromRow;
    for (; at < toRow; at++) {
      final int i = rows[at];
      final int n = at + shift;
      final long orderId = orderIdColumn[i];
      final long customerId = customerIdColumn[i];
      final long key = customerId;
      final long slot = find(groups, key);
      long ordinal = groups.ordinal(slot);
      if (ordinal == 0L) {
        if (room == 0L) {
          break;
        }
        room--;
        ordinal = 1L;
      }
      groups.putLong(slot + 8, key);
      groups.ordinal(slot, ordinal + 1L);
      rnOutValues[n] = ordinal;
      orderIdOutValues[n] = orderIdColumn[i];
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
    customerIdOut = output.column(1);
    customerIdOutValues = customerIdOut.longs();
    rnOut = output.column(2);
    rnOutValues = rnOut.longs();
  }
}
