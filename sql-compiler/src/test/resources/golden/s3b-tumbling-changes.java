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
import io.millrace.type.Schema;
import io.millrace.window.Tumbling;
import io.millrace.window.WindowSlices;
import java.util.Arrays;

public final class TumblingWindowQuery extends QueryEngine {
  private static final long SLOT_BYTES = 16L;
  private long touched;
  private static final long WINDOW_SIZE_NS = 3600000000000L;
  private static final long WINDOW_OFFSET_NS = 0L;
  private final WindowSlices windows;
  private GroupTable current;
  private long currentStart = Long.MAX_VALUE;
  private ColumnVector windowStartOut;
  private long[] windowStartOutValues;
  private ColumnVector customerIdOut;
  private long[] customerIdOutValues;
  private ColumnVector countOut;
  private long[] countOutValues;

  public TumblingWindowQuery(EngineContext context, Schema inputSchema, Schema outputSchema) {
    super(context, outputSchema);
    this.windows = new WindowSlices(new GroupTableDescriptor(16, true, new int[] {}), context.budget(), context.partitions(), context.mostOpenWindows());
  }

  @Override
  protected int process(RecordBatch batch, int fromRow, int toRow) {
    final int end = Tumbling.endOfRun(batch, 4, fromRow, toRow, currentStart, currentStart + WINDOW_SIZE_NS);
    if (end == fromRow) {
      row = fromRow;
      return turn(batch, fromRow) ? fromRow : fromRow + 1;
    }
    final long[] customerIdColumn = batch.column(1).longs();
    final GroupTable groups = current;
    final long windowStart = currentStart;
    final long[] windowStartOutValues = this.windowStartOutValues;
    final long[] customerIdOutValues = this.customerIdOutValues;
    final long[] countOutValues = this.countOutValues;
    final int shift = out.rowCount() - fromRow;
    final byte[] kinds = out.kinds();
    long room = groups.room();
    int i = fromRow;
    for (; i < end; i++) {
      final int n = i + shift;
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
        kinds[n] = RowKind.INSERT;
      }
      groups.putLong(slot + 8, key);
      groups.ordinal(slot, ordinal + 1L);
      countOutValues[n] = ordinal;
    }
    groups.room(room);
    Arrays.fill(windowStartOutValues, fromRow + shift, i + shift, windowStart);
    System.arraycopy(customerIdColumn, fromRow, customerIdOutValues, fromRow + shift, i - fromRow);
    out.rowCount(i + shift);
    return i < end ? stopped(i) : i;
  }

  @Override
  protected int process(RecordBatch batch, int[] rows, int fromRow, int toRow) {
    final int end = Tumbling.endOfRun(batch, rows, 4, fromRow, toRow, currentStart, currentStart + WINDOW_SIZE_NS);
    if (end == fromRow) {
      row = fromRow;
      return turn(batch, rows[fromRow]) ? fromRow : fromRow + 1;
    }
    final long[] customerIdColumn = batch.column(1).longs();
    final GroupTable groups = current;
    final long windowStart = currentStart;
    final long[] windowStartOutValues = this.windowStartOutValues;
    final long[] customerIdOutValues = this.customerIdOutValues;
    final long[] countOutValues = this.countOutValues;
    final int shift = out.rowCount() - fromRow;
    final byte[] kinds = out.kinds();
    long room = groups.room();
    int at = fromRow;
    for (; at < end; at++) {
      final int i = rows[at];
      final int n = at + shift;
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
        kinds[n] = RowKind.INSERT;
      }
      groups.putLong(slot + 8, key);
      groups.ordinal(slot, ordinal + 1L);
      countOutValues[n] = ordinal;
      customerIdOutValues[n] = customerIdColumn[i];
    }
    groups.room(room);
    Arrays.fill(windowStartOutValues, fromRow + shift, at + shift, windowStart);
    out.rowCount(at + shift);
    return at < end ? stopped(at) : at;
  }

  @Override
  public boolean takesSelections() {
    return true;
  }

  /** Makes room for the group of a row; the row to go on with. */
  private int stopped(int i) {
    row = i;
    current.makeRoom();
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
    if (current != null && current.isLarge()) {
      final long[] customerId2Column = batch.column(1).longs();
      long sum = 0L;
      for (int i = fromRow; i < toRow; i++) {
        sum += current.touch(customerId2Column[i]);
      }
      touched = sum;
    }
  }

  @Override
  protected void touch(RecordBatch batch, int[] rows, int fromRow, int toRow) {
    if (current != null && current.isLarge()) {
      final long[] customerId3Column = batch.column(1).longs();
      long sum = 0L;
      for (int i = fromRow; i < toRow; i++) {
        sum += current.touch(customerId3Column[rows[i]]);
      }
      touched = sum;
    }
  }

  /** Puts the window of a row in use, or reports the row. */
  private boolean turn(RecordBatch batch, int i) {
    final long start = Tumbling.start(batch.column(4).longs()[i], WINDOW_SIZE_NS, WINDOW_OFFSET_NS);
    if (batch.hasRowsBehind() && start + WINDOW_SIZE_NS <= batch.arrivalWatermark(i)) {
      late(batch, i, "window closed");
      return false;
    }
    current = windows.slice(start);
    currentStart = start;
    return true;
  }

  @Override
  protected void advance() {
    while (windows.open() > 0 && windows.firstStart() + WINDOW_SIZE_NS <= watermarkNs) {
      if (windows.firstStart() == currentStart) {
        current = null;
        currentStart = Long.MAX_VALUE;
      }
      windows.closeFirst();
    }
  }

  @Override
  protected void rowFailed() {
    if (current != null) {
      current.forgetUnused();
    }
  }

  @Override
  public void snapshot(SnapshotWriter writer) {
    super.snapshot(writer);
    windows.snapshot(writer);
  }

  @Override
  public void restore(SnapshotReader reader) {
    super.restore(reader);
    windows.restore(reader);
  }

  @Override
  public long stateSize() {
    return windows.groups();
  }

  @Override
  public void close() {
    windows.close();
  }

  @Override
  protected int outputRowsPerRow() {
    return 1;
  }

  @Override
  protected void bindOutput(RecordBatch output) {
    windowStartOut = output.column(0);
    windowStartOutValues = windowStartOut.longs();
    customerIdOut = output.column(1);
    customerIdOutValues = customerIdOut.longs();
    countOut = output.column(2);
    countOutValues = countOut.longs();
  }
}
