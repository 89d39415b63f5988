package io.millrace.perf.loop;

import io.millrace.batch.RecordBatch;
import io.millrace.perf.scenario.Workload;

/** S2_FINAL: count and exact sum for each customer, written at the end. */
final class FinalSumLoop extends KeyedLoop {
  /**
   * Slots of a key, its count, low half of its sum, and what that half has overflowed; a count of 0
   * is an empty slot.
   */
  private static final int LONGS = 4;

  /** Without groups. */
  FinalSumLoop() {
    super(LONGS);
  }

  @Override
  public void onBatch(RecordBatch batch, LoopOutput out) {
    long[] customers = batch.column(Workload.CUSTOMER_ID).longs();
    long[] amounts = batch.column(Workload.AMOUNT).longs();
    int rows = batch.rowCount();
    if (isLarge()) {
      touch(customers, 0, rows);
      addLocated(customers, amounts, rows);
    } else {
      add(customers, amounts, rows);
    }
  }

  /** Adds rows. */
  private void add(long[] customers, long[] amounts, int rows) {
    long[] slots = table;
    int by = shift;
    for (int i = 0; i < rows; i++) {
      long customer = customers[i];
      long amount = amounts[i];
      int at = (int) (customer * GOLDEN >>> by) * LONGS;
      while (slots[at] != customer && slots[at + 1] != 0) {
        at = at + LONGS & slots.length - 1;
      }
      long old = slots[at + 2];
      long sum = old + amount;
      if (((old ^ sum) & (amount ^ sum)) < 0) {
        slots[at + 3] += amount < 0 ? -1 : 1;
      }
      long count = slots[at + 1] + 1;
      slots[at] = customer;
      slots[at + 1] = count;
      slots[at + 2] = sum;
      if (count == 1 && ++size > growAt) {
        grow();
        slots = table;
        by = shift;
      }
    }
  }

  /** The same, with the start of each search at hand. */
  private void addLocated(long[] customers, long[] amounts, int rows) {
    long[] slots = table;
    int[] searches = starts;
    for (int i = 0; i < rows; i++) {
      long customer = customers[i];
      long amount = amounts[i];
      int at = searches[i];
      while (slots[at] != customer && slots[at + 1] != 0) {
        at = at + LONGS & slots.length - 1;
      }
      long old = slots[at + 2];
      long sum = old + amount;
      if (((old ^ sum) & (amount ^ sum)) < 0) {
        slots[at + 3] += amount < 0 ? -1 : 1;
      }
      long count = slots[at + 1] + 1;
      slots[at] = customer;
      slots[at + 1] = count;
      slots[at + 2] = sum;
      if (count == 1 && ++size > growAt) {
        grow();
        slots = table;
        locate(customers, i + 1, rows);
      }
    }
  }

  /** Adds the groups of another loop, which is not used any more. */
  void merge(FinalSumLoop other) {
    for (int from = 0; from < other.table.length; from += LONGS) {
      if (other.table[from + 1] != 0) {
        merge(other.table, from);
      }
    }
  }

  private void merge(long[] others, int from) {
    long[] slots = table;
    int at = (int) (others[from] * GOLDEN >>> shift) * LONGS;
    while (slots[at] != others[from] && slots[at + 1] != 0) {
      at = at + LONGS & slots.length - 1;
    }
    boolean added = slots[at + 1] == 0;
    long old = slots[at + 2];
    long amount = others[from + 2];
    long sum = old + amount;
    slots[at] = others[from];
    slots[at + 1] += others[from + 1];
    slots[at + 2] = sum;
    slots[at + 3] += others[from + 3];
    if (((old ^ sum) & (amount ^ sum)) < 0) {
      slots[at + 3] += amount < 0 ? -1 : 1;
    }
    if (added && ++size > growAt) {
      grow();
    }
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
        out.first[n] = slots[at];
        out.second[n] = slots[at + 1];
        out.third[n] = slots[at + 2];
        out.thirdHigh[n++] = slots[at + 3] + (slots[at + 2] >> 63);
      }
    }
    out.flush(n);
  }
}
