package io.millrace.perf.loop;

import io.millrace.batch.RecordBatch;
import io.millrace.batch.RowKind;
import io.millrace.perf.scenario.Workload;

/** S2: count and exact sum of 128 bits for each customer, written after each row. */
final class RunningSumLoop implements ScenarioLoop {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final int LONGS = 4;

  /** Slots of a key, its count, low and high half of its sum; a count of 0 is an empty slot. */
  private long[] table = new long[16 * LONGS];

  private int shift = 64 - 4;
  private int size;

  @Override
  public void onBatch(RecordBatch batch, LoopOutput out) {
    long[] customers = batch.column(Workload.CUSTOMER_ID).longs();
    long[] amounts = batch.column(Workload.AMOUNT).longs();
    add(customers, amounts, batch.rowCount(), out);
    out.flush(batch.rowCount());
  }

  private void add(long[] customers, long[] amounts, int rows, LoopOutput out) {
    long[] first = out.first;
    long[] second = out.second;
    long[] third = out.third;
    long[] thirdHigh = out.thirdHigh;
    byte[] kinds = out.kinds;
    long[] slots = table;
    for (int i = 0; i < rows; i++) {
      long customer = customers[i];
      long amount = amounts[i];
      int at = (int) (customer * GOLDEN >>> shift) * LONGS;
      while (slots[at] != customer && slots[at + 1] != 0) {
        at = at + LONGS & slots.length - 1;
      }
      long count = slots[at + 1] + 1;
      long low = slots[at + 2] + amount;
      long carry = Long.compareUnsigned(low, amount) < 0 ? 1 : 0;
      long high = slots[at + 3] + (amount >> 63) + carry;
      slots[at] = customer;
      slots[at + 1] = count;
      slots[at + 2] = low;
      slots[at + 3] = high;
      first[i] = customer;
      second[i] = count;
      third[i] = low;
      thirdHigh[i] = high;
      kinds[i] = count == 1 ? RowKind.INSERT : RowKind.UPDATE_AFTER;
      if (count == 1 && ++size > slots.length / (2 * LONGS)) {
        grow();
        slots = table;
      }
    }
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
  }
}
