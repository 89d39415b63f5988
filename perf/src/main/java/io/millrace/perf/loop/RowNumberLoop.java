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

  /** Slots of a key and its count; a count of 0 is an empty slot. */
  private long[] table = new long[16 * LONGS];

  private int shift = 64 - 4;
  private int size;
  private long lastTime = Long.MIN_VALUE;

  @Override
  public void onBatch(RecordBatch batch, LoopOutput out) {
    long[] times = batch.column(Workload.EVENT_TIME).longs();
    int rows = batch.rowCount();
    long[] orders = batch.column(Workload.ORDER_ID).longs();
    long[] customers = batch.column(Workload.CUSTOMER_ID).longs();
    out.flush(number(orders, customers, times, rows, out));
  }

  private int number(long[] orders, long[] customers, long[] times, int rows, LoopOutput out) {
    long[] first = out.first;
    long[] second = out.second;
    long[] third = out.third;
    long[] slots = table;
    long last = lastTime;
    int n = 0;
    for (int i = 0; i < rows; i++) {
      if (times[i] < last) {
        continue;
      }
      last = times[i];
      long customer = customers[i];
      int at = (int) (customer * GOLDEN >>> shift) * LONGS;
      while (slots[at] != customer && slots[at + 1] != 0) {
        at = at + LONGS & slots.length - 1;
      }
      long number = slots[at + 1] + 1;
      slots[at] = customer;
      slots[at + 1] = number;
      first[n] = orders[i];
      second[n] = customer;
      third[n++] = number;
      if (number == 1 && ++size > slots.length / (2 * LONGS)) {
        grow();
        slots = table;
      }
    }
    lastTime = last;
    return n;
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
        larger[at] = old[from];
        larger[at + 1] = old[from + 1];
      }
    }
    table = larger;
  }
}
