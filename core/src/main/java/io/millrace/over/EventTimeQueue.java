package io.millrace.over;

import java.util.Arrays;

/**
 * Pairs of event time and arrival, smallest first. Those that come in order, normally nearly all,
 * wait in a run, at constant cost; the others in a heap. One thread.
 */
final class EventTimeQueue {
  private final EventTimeHeap disordered;
  private long[] eventTimes;
  private long[] arrivals;
  private int mask;
  private long head;
  private long tail;

  /** An empty queue; {@code capacity}, a power of two, is where it starts. */
  EventTimeQueue(int capacity) {
    disordered = new EventTimeHeap(capacity);
    eventTimes = new long[capacity];
    arrivals = new long[capacity];
    mask = capacity - 1;
  }

  int size() {
    return (int) (tail - head) + disordered.size();
  }

  /** Smallest event time; there must be one. */
  long firstEventTimeNs() {
    return isRunFirst() ? eventTimes[(int) head & mask] : disordered.firstEventTimeNs();
  }

  /** Arrival that belongs to {@link #firstEventTimeNs}. */
  long firstArrival() {
    return isRunFirst() ? arrivals[(int) head & mask] : disordered.firstArrival();
  }

  private boolean isRunFirst() {
    if (disordered.size() == 0 || head == tail) {
      return head != tail;
    }
    int first = (int) head & mask;
    return EventTimeHeap.before(
        eventTimes[first],
        arrivals[first],
        disordered.firstEventTimeNs(),
        disordered.firstArrival());
  }

  /** All arrivals, in no order. Allocates. */
  long[] arrivals() {
    long[] all = Arrays.copyOf(disordered.arrivals(), size());
    int next = disordered.size();
    for (long i = head; i < tail; i++) {
      all[next++] = arrivals[(int) i & mask];
    }
    return all;
  }

  /** Adds a pair; arrivals must come in ascending order. */
  void add(long eventTimeNs, long arrival) {
    if (head != tail && eventTimeNs < eventTimes[(int) (tail - 1) & mask]) {
      disordered.add(eventTimeNs, arrival);
      return;
    }
    if (tail - head == eventTimes.length) {
      spread();
    }
    eventTimes[(int) tail & mask] = eventTimeNs;
    arrivals[(int) tail & mask] = arrival;
    tail++;
  }

  private void spread() {
    int old = eventTimes.length;
    long[] newTimes = new long[2 * old];
    long[] newArrivals = new long[2 * old];
    for (int i = 0; i < old; i++) {
      newTimes[i] = eventTimes[(int) (head + i) & mask];
      newArrivals[i] = arrivals[(int) (head + i) & mask];
    }
    eventTimes = newTimes;
    arrivals = newArrivals;
    mask = 2 * old - 1;
    head = 0;
    tail = old;
  }

  /**
   * How many of the first pairs have consecutive arrivals and event times up to {@code upToNs}, at
   * most {@code most}. At least 1; the first pair's event time must not be larger than that.
   */
  int countConsecutive(long upToNs, int most) {
    if (!isRunFirst()) {
      return 1;
    }
    long last =
        disordered.size() == 0 ? upToNs : Math.min(upToNs, disordered.firstEventTimeNs() - 1);
    long end = Math.min(tail, head + most);
    long arrival = arrivals[(int) head & mask];
    long next = head + 1;
    while (next < end
        && eventTimes[(int) next & mask] <= last
        && arrivals[(int) next & mask] == arrival + (next - head)) {
      next++;
    }
    return (int) (next - head);
  }

  /** Removes the first {@code count} pairs, as {@link #countConsecutive} counted them. */
  void remove(int count) {
    if (isRunFirst()) {
      head += count;
    } else {
      disordered.removeFirst();
    }
  }
}
