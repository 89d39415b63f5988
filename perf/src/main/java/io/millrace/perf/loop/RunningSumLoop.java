package io.millrace.perf.loop;

import io.millrace.batch.RecordBatch;
import io.millrace.batch.RowKind;
import io.millrace.perf.scenario.Workload;
import java.util.Arrays;

/**
 * S2: count and exact sum for each customer, written after each row. What is the same for most rows
 * is written for the whole batch at once.
 */
final class RunningSumLoop implements ScenarioLoop {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final int LONGS = 4;

  /** From here on the table does not fit into the cache of a core. */
  private static final int LARGE_LONGS = 1 << 18;

  /**
   * Slots of a key, its count, low half of its sum, and what that half has overflowed; a count of 0
   * is an empty slot.
   */
  private long[] table = new long[16 * LONGS];

  private int shift = 64 - 4;
  private int size;
  private int growAt = 10;
  private int[] starts = {};

  /** Keeps the JIT from leaving out reads that only fill the cache. */
  long touched;

  private boolean wide;

  @Override
  public void onBatch(RecordBatch batch, LoopOutput out) {
    long[] customers = batch.column(Workload.CUSTOMER_ID).longs();
    long[] amounts = batch.column(Workload.AMOUNT).longs();
    int rows = batch.rowCount();
    System.arraycopy(customers, 0, out.first, 0, rows);
    Arrays.fill(out.kinds, 0, rows, RowKind.UPDATE_AFTER);
    int done = 0;
    if (!wide) {
      if (table.length > LARGE_LONGS) {
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
