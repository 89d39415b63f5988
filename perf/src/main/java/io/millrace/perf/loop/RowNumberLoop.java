package io.millrace.perf.loop;

import io.millrace.batch.RecordBatch;
import io.millrace.perf.scenario.Workload;

/**
 * S1: a count for each customer. The stream promises ascending event times, so a row's number is
 * final when it comes; a row that breaks the promise is left out, as the query does.
 */
final class RowNumberLoop extends KeyedLoop {
  /** Slots of a key and its count; a count of 0 is an empty slot. */
  private static final int LONGS = 2;

  private long lastTime = Long.MIN_VALUE;

  /** Without groups. */
  RowNumberLoop() {
    super(LONGS);
  }

  @Override
  public void onBatch(RecordBatch batch, LoopOutput out) {
    if (isLarge()) {
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
}
