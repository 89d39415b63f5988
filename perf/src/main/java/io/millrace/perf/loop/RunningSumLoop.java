package io.millrace.perf.loop;

import io.millrace.batch.RecordBatch;
import io.millrace.batch.RowKind;
import io.millrace.perf.scenario.Workload;
import java.util.Arrays;

/**
 * S2: count and exact sum for each customer, written after each row. What is the same for most rows
 * is written for the whole batch at once.
 */
final class RunningSumLoop extends KeyedLoop {
  /**
   * Slots of a key, its count, low half of its sum, and what that half has overflowed; a count of 0
   * is an empty slot.
   */
  private static final int LONGS = 4;

  private boolean wide;

  /** Without groups. */
  RunningSumLoop() {
    super(LONGS);
  }

  @Override
  public void onBatch(RecordBatch batch, LoopOutput out) {
    long[] customers = batch.column(Workload.CUSTOMER_ID).longs();
    long[] amounts = batch.column(Workload.AMOUNT).longs();
    int rows = batch.rowCount();
    System.arraycopy(customers, 0, out.first, 0, rows);
    Arrays.fill(out.kinds, 0, rows, RowKind.UPDATE_AFTER);
    int done = 0;
    if (!wide) {
      if (isLarge()) {
        touch(customers, 0, rows);
        done = addLocated(customers, amounts, rows, out);
      } else {
        done = add(customers, amounts, rows, out);
      }
      extendSigns(done, out);
    }
    if (done < rows) {
      wide = true;
      addWide(customers, amounts, done, rows, out);
    }
    out.flush(rows);
  }

  private static void extendSigns(int rows, LoopOutput out) {
    long[] low = out.third;
    long[] high = out.thirdHigh;
    for (int i = 0; i < rows; i++) {
      high[i] = low[i] >> 63;
    }
  }

  /** Adds rows as long as all sums fit into a long; gives back the first that does not. */
  private int add(long[] customers, long[] amounts, int rows, LoopOutput out) {
    long[] second = out.second;
    long[] third = out.third;
    byte[] kinds = out.kinds;
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
        return i;
      }
      long count = slots[at + 1] + 1;
      slots[at] = customer;
      slots[at + 1] = count;
      slots[at + 2] = sum;
      second[i] = count;
      third[i] = sum;
      if (count == 1) {
        kinds[i] = RowKind.INSERT;
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
  private int addLocated(long[] customers, long[] amounts, int rows, LoopOutput out) {
    long[] second = out.second;
    long[] third = out.third;
    byte[] kinds = out.kinds;
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
        return i;
      }
      long count = slots[at + 1] + 1;
      slots[at] = customer;
      slots[at + 1] = count;
      slots[at + 2] = sum;
      second[i] = count;
      third[i] = sum;
      if (count == 1) {
        kinds[i] = RowKind.INSERT;
        if (++size > growAt) {
          grow();
          slots = table;
          locate(customers, i + 1, rows);
        }
      }
    }
    return rows;
  }

  /** Adds rows to sums of two longs. */
  private void addWide(long[] customers, long[] amounts, int from, int rows, LoopOutput out) {
    for (int i = from; i < rows; i++) {
      long customer = customers[i];
      long amount = amounts[i];
      long[] slots = table;
      int at = (int) (customer * GOLDEN >>> shift) * LONGS;
      while (slots[at] != customer && slots[at + 1] != 0) {
        at = at + LONGS & slots.length - 1;
      }
      long old = slots[at + 2];
      long sum = old + amount;
      if (((old ^ sum) & (amount ^ sum)) < 0) {
        slots[at + 3] += amount < 0 ? -1 : 1;
      }
      slots[at] = customer;
      slots[at + 2] = sum;
      out.second[i] = ++slots[at + 1];
      out.third[i] = sum;
      out.thirdHigh[i] = slots[at + 3] + (sum >> 63);
      if (slots[at + 1] == 1) {
        out.kinds[i] = RowKind.INSERT;
        if (++size > growAt) {
          grow();
        }
      }
    }
  }
}
