package io.millrace.perf.loop;

import io.millrace.batch.RecordBatch;
import io.millrace.perf.scenario.Workload;
import java.util.Arrays;

/**
 * S3A: counts of the one window that is open, as the stream promises ascending event times; written
 * when a row of a later window comes. A row of a closed window is left out, as the query does.
 */
final class TumblingFinalLoop extends KeyedLoop {
  private static final long HOUR_NS = 3_600_000_000_000L;

  /** Slots of a key and its count; a count of 0 is an empty slot. */
  private static final int LONGS = 2;

  private long start = Long.MIN_VALUE;
  private long end = Long.MIN_VALUE;

  /** Without groups. */
  TumblingFinalLoop() {
    super(LONGS);
  }

  @Override
  public void onBatch(RecordBatch batch, LoopOutput out) {
    long[] customers = batch.column(Workload.CUSTOMER_ID).longs();
    long[] times = batch.column(Workload.EVENT_TIME).longs();
    int rows = batch.rowCount();
    int row = 0;
    while (row < rows) {
      if (isLarge()) {
        touch(customers, row, rows);
        row = countLocated(customers, times, row, rows);
      } else {
        row = count(customers, times, row, rows);
      }
      if (row < rows) {
        if (times[row] >= end) {
          onEnd(out);
          start = Math.floorDiv(times[row], HOUR_NS) * HOUR_NS;
          end = start + HOUR_NS;
        } else {
          row++;
        }
      }
    }
  }

  /** Counts rows of the open window; gives back the first that is not of it. */
  private int count(long[] customers, long[] times, int from, int rows) {
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
      if (count == 1 && ++size > growAt) {
        grow();
        slots = table;
        by = shift;
      }
    }
    return rows;
  }

  /** The same, with the start of each search at hand. */
  private int countLocated(long[] customers, long[] times, int from, int rows) {
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
      if (count == 1 && ++size > growAt) {
        grow();
        slots = table;
        locate(customers, i + 1, rows);
      }
    }
    return rows;
  }

  @Override
  public void onEnd(LoopOutput out) {
    long[] slots = table;
    int capacity = out.first.length;
    int n = 0;
    for (int at = 0; at < slots.length; at += LONGS) {
      if (slots[at + 1] != 0) {
        if (n == capacity) {
          out.flush(n);
          n = 0;
        }
        out.first[n] = start;
        out.second[n] = slots[at];
        out.third[n++] = slots[at + 1];
      }
    }
    out.flush(n);
    Arrays.fill(slots, 0);
    size = 0;
  }
}
