package io.millrace.cli.demo;

import io.millrace.batch.RecordBatch;
import java.util.Arrays;
import java.util.List;

/**
 * The orders as plain arrays in their order of arrival, for the independent computation. Index i is
 * the i-th order. The arrays are the caller's; nobody changes them afterwards.
 *
 * @param orderIds unique, ascending
 * @param customerIds from 0 on, small enough to index an array
 * @param totalCents column total_amount in hundredths
 * @param amountCents column amount in hundredths
 * @param eventTimesNs ascending
 */
record OrderArrays(
    long[] orderIds,
    int[] customerIds,
    long[] totalCents,
    long[] amountCents,
    long[] eventTimesNs) {
  private static final long HOUR_NS = 3_600_000_000_000L;

  /** The orders of batches with columns as in this record. */
  static OrderArrays of(List<RecordBatch> batches) {
    long[] customers = SourceRows.column(batches, 1);
    return new OrderArrays(
        SourceRows.column(batches, 0),
        Arrays.stream(customers).mapToInt(Math::toIntExact).toArray(),
        SourceRows.column(batches, 2),
        SourceRows.column(batches, 3),
        SourceRows.column(batches, 4));
  }

  /** Number of orders. */
  int count() {
    return orderIds.length;
  }

  /**
   * Index of an order, or a negative number.
   *
   * @param guess where it probably is; any number will do
   */
  int indexOf(long orderId, int guess) {
    boolean right = guess >= 0 && guess < orderIds.length && orderIds[guess] == orderId;
    return right ? guess : Arrays.binarySearch(orderIds, orderId);
  }

  /** One more than the largest customer id. */
  int customerLimit() {
    return Arrays.stream(customerIds).max().orElse(-1) + 1;
  }

  /** Start of the hour of the first order. */
  long firstHourNs() {
    return count() == 0 ? 0 : hourNs(0);
  }

  /** Hours from the first order's to the last order's, both included. */
  int hourCount() {
    return count() == 0 ? 0 : hour(count() - 1) + 1;
  }

  /** Hours between the first order's hour and that of order {@code i}. */
  int hour(int i) {
    return (int) ((hourNs(i) - firstHourNs()) / HOUR_NS);
  }

  /** The hour, counted like {@link #hour}, that starts at {@code startNs}, or -1 if none does. */
  int hourAt(long startNs) {
    long distanceNs = startNs - firstHourNs();
    boolean isStart = distanceNs % HOUR_NS == 0 && distanceNs >= 0;
    long hour = distanceNs / HOUR_NS;
    return isStart && hour < hourCount() ? (int) hour : -1;
  }

  private long hourNs(int i) {
    return eventTimesNs[i] - Math.floorMod(eventTimesNs[i], HOUR_NS);
  }
}
