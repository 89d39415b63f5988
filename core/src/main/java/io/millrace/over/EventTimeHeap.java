package io.millrace.over;

import java.util.Arrays;

/** Binary min-heap of (event time, arrival) pairs in two parallel arrays. One thread. */
final class EventTimeHeap {
  private long[] eventTimes;
  private long[] arrivals;
  private int size;

  EventTimeHeap(int capacity) {
    eventTimes = new long[capacity];
    arrivals = new long[capacity];
  }

  int size() {
    return size;
  }

  long firstEventTimeNs() {
    return eventTimes[0];
  }

  long firstArrival() {
    return arrivals[0];
  }

  long[] arrivals() {
    return Arrays.copyOf(arrivals, size);
  }

  void add(long eventTimeNs, long arrival) {
    if (size == eventTimes.length) {
      eventTimes = Arrays.copyOf(eventTimes, 2 * size);
      arrivals = Arrays.copyOf(arrivals, 2 * size);
    }
    int child = size++;
    while (child > 0) {
      int parent = (child - 1) >>> 1;
      if (!before(eventTimeNs, arrival, eventTimes[parent], arrivals[parent])) {
        break;
      }
      eventTimes[child] = eventTimes[parent];
      arrivals[child] = arrivals[parent];
      child = parent;
    }
    eventTimes[child] = eventTimeNs;
    arrivals[child] = arrival;
  }

  void removeFirst() {
    size--;
    if (size > 0) {
      siftDown(eventTimes[size], arrivals[size]);
    }
  }

  private void siftDown(long eventTimeNs, long arrival) {
    int parent = 0;
    int child = 1;
    while (child < size) {
      int right = child + 1;
      if (right < size
          && before(eventTimes[right], arrivals[right], eventTimes[child], arrivals[child])) {
        child = right;
      }
      if (!before(eventTimes[child], arrivals[child], eventTimeNs, arrival)) {
        break;
      }
      eventTimes[parent] = eventTimes[child];
      arrivals[parent] = arrivals[child];
      parent = child;
      child = 2 * parent + 1;
    }
    eventTimes[parent] = eventTimeNs;
    arrivals[parent] = arrival;
  }

  static boolean before(long timeA, long arrivalA, long timeB, long arrivalB) {
    return timeA < timeB || (timeA == timeB && arrivalA < arrivalB);
  }
}
