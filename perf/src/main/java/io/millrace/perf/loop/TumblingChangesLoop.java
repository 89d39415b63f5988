package io.millrace.perf.loop;

import io.millrace.batch.RecordBatch;
import io.millrace.batch.RowKind;
import io.millrace.perf.scenario.Workload;
import java.util.Arrays;

/**
 * S3B: counts of the one window that is open, as the stream promises ascending event times; written
 * after each row. A row of a closed window is left out, as the query does. What is the same for
 * most rows is written for the whole batch at once.
 */
final class TumblingChangesLoop implements ScenarioLoop {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long HOUR_NS = 3_600_000_000_000L;
  private static final int LONGS = 2;

  /** From here on the table does not fit into the cache of a core. */
  private static final int LARGE_LONGS = 1 << 18;

  /** Slots of a key and its count; a count of 0 is an empty slot. */
  private long[] table = new long[16 * LONGS];

  private int shift = 64 - 4;
  private int size;
  private int growAt = 10;
  private int[] starts = {};

  /** Keeps the JIT from leaving out reads that only fill the cache. */
  long touched;

  private long start = Long.MIN_VALUE;
  private long end = Long.MIN_VALUE;

  @Override
  public void onBatch(RecordBatch batch, LoopOutput out) {
    long[] customers = batch.column(Workload.CUSTOMER_ID).longs();
    long[] times = batch.column(Workload.EVENT_TIME).longs();
    int rows = batch.rowCount();
    int row = 0;
    while (row < rows) {
      Arrays.fill(out.kinds, 0, rows - row, RowKind.UPDATE_AFTER);
      int from = row;
      if (table.length > LARGE_LONGS) {
        touch(customers, row, rows);
        row = countLocated(customers, times, row, rows, out);
      } else {
        row = count(customers, times, row, rows, out);
      }
      flush(customers, from, row - from, out);
      if (row < rows) {
        if (times[row] >= end) {
          open(times[row]);
        } else {
          row++;
        }
      }
    }
  }

  private void flush(long[] customers, int from, int count, LoopOutput out) {
    Arrays.fill(out.first, 0, count, start);
    System.arraycopy(customers, from, out.second, 0, count);
    out.flush(count);
  }

  private void open(long time) {
    start = Math.floorDiv(time, HOUR_NS) * HOUR_NS;
    end = start + HOUR_NS;
    Arrays.fill(table, 0);
    size = 0;
  }

  /** Counts rows of the open window; gives back the first that is not of it. */
  private int count(long[] customers, long[] times, int from, int rows, LoopOutput out) {
    long[] counts = out.third;
    byte[] kinds = out.kinds;
    long open = start;
    long close = end;
    long[] slots = table;
    int by = shift;
    for (int i = from; i < rows; i++) {
      if (times[i] < open || times[i] >= close) {
        return i;
      }
      long customer = customers[i];
      int at = (int) (customer * GOLDEN >>> by) * LONGS;
      while (slots[at] != customer && slots[at + 1] != 0) {
        at = at + LONGS & slots.length - 1;
      }
      long count = slots[at + 1] + 1;
      slots[at] = customer;
      slots[at + 1] = count;
      counts[i - from] = count;
      if (count == 1) {
        kinds[i - from] = RowKind.INSERT;
        if (++size > growAt) {
          grow();
          slots = table;
          by = shift;
        }
      }
    }
    return rows;
  }

  /** The same, with the start of each search at hand. */
  private int countLocated(long[] customers, long[] times, int from, int rows, LoopOutput out) {
    long[] counts = out.third;
    byte[] kinds = out.kinds;
    long open = start;
    long close = end;
    long[] slots = table;
    int[] searches = starts;
    for (int i = from; i < rows; i++) {
      if (times[i] < open || times[i] >= close) {
        return i;
      }
      long customer = customers[i];
      int at = searches[i];
      while (slots[at] != customer && slots[at + 1] != 0) {
        at = at + LONGS & slots.length - 1;
      }
      long count = slots[at + 1] + 1;
      slots[at] = customer;
      slots[at + 1] = count;
      counts[i - from] = count;
      if (count == 1) {
        kinds[i - from] = RowKind.INSERT;
        if (++size > growAt) {
          grow();
          slots = table;
          locate(customers, i + 1, rows);
        }
      }
    }
    return rows;
  }

  /** Finds where the search for each key begins. */
  private void locate(long[] customers, int from, int rows) {
    int[] at = starts;
    int by = shift;
    for (int i = from; i < rows; i++) {
      at[i] = (int) (customers[i] * GOLDEN >>> by) * LONGS;
    }
  }

  /** Locates and reads the slots of a batch, so that their cache misses overlap. */
  private void touch(long[] customers, int from, int rows) {
    if (starts.length < rows) {
      starts = new int[rows];
    }
    locate(customers, from, rows);
    long[] slots = table;
    int[] at = starts;
    long sum = 0;
    for (int i = from; i < rows; i++) {
      sum += slots[at[i]];
    }
    touched += sum;
  }

  private void grow() {
    long[] old = table;
    long[] larger = new long[2 * old.length];
    shift--;
    for (int from = 0; from < old.length; from += LONGS) {
      if (old[from + 1] != 0) {
        int at = (int) (old[from] * GOLDEN >>> shift) * LONGS;
        while (larger[at + 1] != 0) {
          at = at + LONGS & larger.length - 1;
        }
        System.arraycopy(old, from, larger, at, LONGS);
      }
    }
    table = larger;
    growAt = larger.length / LONGS / 8 * 5;
  }
}
