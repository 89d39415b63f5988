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
final class TumblingChangesLoop extends KeyedLoop {
  private static final long HOUR_NS = 3_600_000_000_000L;

  /** Slots of a key and its count; a count of 0 is an empty slot. */
  private static final int LONGS = 2;

  private long start = Long.MIN_VALUE;
  private long end = Long.MIN_VALUE;

  /** Without groups. */
  TumblingChangesLoop() {
    super(LONGS);
  }

  @Override
  public void onBatch(RecordBatch batch, LoopOutput out) {
    long[] customers = batch.column(Workload.CUSTOMER_ID).longs();
    long[] times = batch.column(Workload.EVENT_TIME).longs();
    int rows = batch.rowCount();
    int row = 0;
    while (row < rows) {
      Arrays.fill(out.kinds, 0, rows - row, RowKind.UPDATE_AFTER);
      int from = row;
      if (isLarge()) {
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
}
