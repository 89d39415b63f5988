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
    long room = groups.room();
    int i = fromRow;
    for (; i < end; i++) {
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
    }
    groups.room(room);
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
    long room = groups.room();
    int at = fromRow;
    for (; at < end; at++) {
      final int i = rows[at];
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
    }
    groups.room(room);
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

  /** Appends the output row of a group. */
  private void write(GroupTable groups, long slot, long windowStart, byte kind) {
    final long customerId4 = groups.getLong(slot + 8);
    final long count = (groups.ordinal(slot) - 1L);
    final int n = out.rowCount();
    windowStartOutValues[n] = windowStart;
    customerIdOutValues[n] = customerId4;
    countOutValues[n] = count;
    out.kinds()[n] = kind;
    out.rowCount(n + 1);
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
      emit(windows.first(), windows.firstStart());
      if (windows.firstStart() == currentStart) {
        current = null;
        currentStart = Long.MAX_VALUE;
      }
      windows.closeFirst();
    }
  }

  /** Puts out all groups. */
  private void emit(GroupTable groups, long windowStart) {
    for (long slot = groups.firstGroup(); slot >= 0; slot = groups.nextGroup(slot)) {
      reserve(1);
      write(groups, slot, windowStart, RowKind.INSERT);
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
    return 0;
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
