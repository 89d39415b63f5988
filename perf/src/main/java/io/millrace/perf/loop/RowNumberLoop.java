package io.millrace.perf.loop;

import io.millrace.batch.RecordBatch;
import io.millrace.perf.scenario.Workload;

/**
 * S1: a count for each customer. The stream promises ascending event times, so a row's number is
 * final when it comes; a row that breaks the promise is left out, as the query does.
 */
final class RowNumberLoop implements ScenarioLoop {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
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

  private long lastTime = Long.MIN_VALUE;

  @Override
  public void onBatch(RecordBatch batch, LoopOutput out) {
    if (table.length > LARGE_LONGS) {
      touch(batch.column(Workload.CUSTOMER_ID).longs(), 0, batch.rowCount());
      out.flush(numberLocated(batch, out));
    } else {
      out.flush(number(batch, out));
    }
  }

  /** Numbers rows; gives back how many were in time. */
  private int number(RecordBatch batch, LoopOutput out) {
    long[] orders = batch.column(Workload.ORDER_ID).longs();
    long[] customers = batch.column(Workload.CUSTOMER_ID).longs();
    long[] times = batch.column(Workload.EVENT_TIME).longs();
    int rows = batch.rowCount();
    long[] first = out.first;
    long[] second = out.second;
    long[] third = out.third;
    long last = lastTime;
    long[] slots = table;
    int by = shift;
    int n = 0;
    for (int i = 0; i < rows; i++) {
      if (times[i] < last) {
        continue;
      }
      last = times[i];
      long customer = customers[i];
      int at = (int) (customer * GOLDEN >>> by) * LONGS;
      while (slots[at] != customer && slots[at + 1] != 0) {
        at = at + LONGS & slots.length - 1;
      }
      long number = slots[at + 1] + 1;
      slots[at] = customer;
      slots[at + 1] = number;
      first[n] = orders[i];
      second[n] = customer;
      third[n++] = number;
      if (number == 1 && ++size > growAt) {
        grow();
        slots = table;
        by = shift;
      }
    }
    lastTime = last;
    return n;
  }

  /** The same, with the start of each search at hand. */
  private int numberLocated(RecordBatch batch, LoopOutput out) {
    long[] orders = batch.column(Workload.ORDER_ID).longs();
    long[] customers = batch.column(Workload.CUSTOMER_ID).longs();
    long[] times = batch.column(Workload.EVENT_TIME).longs();
    int rows = batch.rowCount();
    long[] first = out.first;
    long[] second = out.second;
    long[] third = out.third;
    long last = lastTime;
    long[] slots = table;
    int[] searches = starts;
    int n = 0;
    for (int i = 0; i < rows; i++) {
      if (times[i] < last) {
        continue;
      }
      last = times[i];
      long customer = customers[i];
      int at = searches[i];
      while (slots[at] != customer && slots[at + 1] != 0) {
        at = at + LONGS & slots.length - 1;
      }
      long number = slots[at + 1] + 1;
      slots[at] = customer;
      slots[at + 1] = number;
      first[n] = orders[i];
      second[n] = customer;
      third[n++] = number;
      if (number == 1 && ++size > growAt) {
        grow();
        slots = table;
        locate(customers, i + 1, rows);
      }
    }
    lastTime = last;
    return n;
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
