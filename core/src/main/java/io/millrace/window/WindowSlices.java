package io.millrace.window;

import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import io.millrace.memory.MemoryBudget;
import io.millrace.state.GroupTable;
import io.millrace.state.GroupTableDescriptor;
import io.millrace.state.GroupTableShape;
import io.millrace.state.GroupTableSnapshot;
import java.util.Arrays;

/**
 * The open tumbling windows of one engine in order of their start, each a group table. A window
 * that closes gives its table back for the next one, so that steady state allocates nothing.
 *
 * <p>Opening a window between others costs time in their number; finding one is a binary search,
 * and free for the window that was asked for last. One thread.
 */
public final class WindowSlices implements AutoCloseable {
  private static final int INITIAL_WINDOWS = 8;
  private static final int MOST_SPARE = 8;

  private final GroupTableDescriptor descriptor;
  private final MemoryBudget budget;
  private final int partitions;
  private final int mostOpen;
  private final GroupTable[] spare = new GroupTable[MOST_SPARE];
  private long[] starts = new long[INITIAL_WINDOWS];
  private GroupTable[] tables = new GroupTable[INITIAL_WINDOWS];
  private int open;
  private int spares;

  /** No window open; for the keys of one of {@code partitions} partitions. */
  public WindowSlices(GroupTableDescriptor descriptor, MemoryBudget budget, int partitions) {
    this(descriptor, budget, partitions, Integer.MAX_VALUE);
  }

  /** Like the other one, with at most {@code mostOpen} windows open at a time. */
  public WindowSlices(
      GroupTableDescriptor descriptor, MemoryBudget budget, int partitions, int mostOpen) {
    this.descriptor = descriptor;
    this.budget = budget;
    this.partitions = partitions;
    this.mostOpen = mostOpen;
  }

  /** Number of open windows. */
  public int open() {
    return open;
  }

  /** Start of the first open window; there must be one. */
  public long firstStart() {
    return starts[0];
  }

  /** Groups of the first open window; there must be one. */
  public GroupTable first() {
    return tables[0];
  }

  /** Number of groups in all open windows. */
  public long groups() {
    long groups = 0;
    for (int i = 0; i < open; i++) {
      groups += tables[i].size();
    }
    return groups;
  }

  /**
   * The groups of the window that starts at {@code start}, which is opened at need.
   *
   * @throws io.millrace.memory.MemoryBudgetExceededException if it had to be opened and there is no
   *     memory for it
   * @throws TooManyWindowsException if it had to be opened and too many are
   */
  public GroupTable slice(long start) {
    int last = open - 1;
    if (last >= 0 && starts[last] == start) {
      return tables[last];
    }
    return find(start, mostOpen);
  }

  private GroupTable find(long start, int most) {
    int index = Arrays.binarySearch(starts, 0, open, start);
    if (index < 0 && open >= most) {
      throw new TooManyWindowsException(start, starts[0], starts[open - 1], most);
    }
    return index >= 0 ? tables[index] : insert(-index - 1, start);
  }

  private GroupTable insert(int index, long start) {
    GroupTable table =
        spares > 0 ? spare[spares - 1] : new GroupTable(descriptor, budget, partitions);
    spares = Math.max(0, spares - 1);
    if (open == starts.length) {
      starts = Arrays.copyOf(starts, 2 * open);
      tables = Arrays.copyOf(tables, 2 * open);
    }
    System.arraycopy(starts, index, starts, index + 1, open - index);
    System.arraycopy(tables, index, tables, index + 1, open - index);
    starts[index] = start;
    tables[index] = table;
    open++;
    return table;
  }

  /** Closes the first open window and recycles its table. */
  public void closeFirst() {
    close(0);
  }

  private void close(int index) {
    GroupTable table = tables[index];
    open--;
    System.arraycopy(starts, index + 1, starts, index, open - index);
    System.arraycopy(tables, index + 1, tables, index, open - index);
    tables[open] = null;
    if (spares < MOST_SPARE) {
      table.clear();
      spare[spares++] = table;
    } else {
      table.close();
    }
  }

  /** Writes all open windows. */
  public void snapshot(SnapshotWriter writer) {
    writer.putLong(open);
    for (int i = 0; i < open; i++) {
      writer.putLong(starts[i]);
      GroupTableSnapshot.write(tables[i], writer);
    }
    writer.putLong(spares);
    for (int i = 0; i < spares; i++) {
      spare[i].shape().write(writer);
    }
  }

  /**
   * Adds the groups that were written and are wanted, and opens windows for them; also more than
   * may be open, as their rows were accepted.
   */
  public void restore(SnapshotReader reader) {
    long windows = reader.getLong();
    for (long i = 0; i < windows; i++) {
      long start = reader.getLong();
      GroupTable table = find(start, Integer.MAX_VALUE);
      GroupTableSnapshot.read(table, reader);
      if (table.size() == 0) {
        close(Arrays.binarySearch(starts, 0, open, start));
      }
    }
    restoreSpares(reader);
  }

  /** Windows to come get tables of the size that they would have got. */
  private void restoreSpares(SnapshotReader reader) {
    boolean wanted = spares == 0 && reader.takesAll();
    long written = reader.getLong();
    for (long i = 0; i < written; i++) {
      GroupTableShape shape = GroupTableShape.read(reader);
      if (wanted && spares < MOST_SPARE) {
        GroupTable table = new GroupTable(descriptor, budget, partitions);
        table.take(shape);
        spare[spares++] = table;
      }
    }
  }

  /** Frees all tables, open and spare. */
  @Override
  public void close() {
    for (int i = 0; i < open; i++) {
      tables[i].close();
      tables[i] = null;
    }
    for (int i = 0; i < spares; i++) {
      spare[i].close();
    }
    open = 0;
    spares = 0;
  }
}
