package io.millrace.over;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import io.millrace.memory.MemoryBudget;
import io.millrace.type.Schema;
import java.util.Arrays;

/**
 * Rows that wait for the watermark: kept in pages in order of arrival, and in a queue by event time
 * and arrival. A page is used again when all of its rows have left.
 *
 * <p>Rows that come in order are copied many at a time; adding and releasing one that does not
 * costs time in the logarithm of those that wait. Pages count against the memory budget. One
 * thread.
 */
final class PendingRows implements AutoCloseable {
  static final int PAGE_ROWS = 1024;
  private static final int PAGE_SHIFT = 10;
  private static final int INITIAL_PAGES = 8;
  private static final int MOST_SPARE = 16;
  private static final int INITIAL_QUEUE = 1024;

  private final Schema schema;
  private final MemoryBudget budget;
  private final EventTimeQueue queue = new EventTimeQueue(INITIAL_QUEUE);
  private RecordBatch[] pages = new RecordBatch[INITIAL_PAGES];
  private int[] waiting = new int[INITIAL_PAGES];
  private long[] pageBytes = new long[INITIAL_PAGES];
  private final RecordBatch[] spare = new RecordBatch[MOST_SPARE];
  private int spares;
  private long firstPage;
  private long nextArrival;

  PendingRows(Schema schema, MemoryBudget budget) {
    this.schema = schema;
    this.budget = budget;
  }

  int size() {
    return queue.size();
  }

  /** Smallest event time that waits; there must be one. */
  long firstEventTimeNs() {
    return queue.firstEventTimeNs();
  }

  /**
   * Adds neighbouring rows that have an event time, as many as the last page has room for.
   *
   * @param most how many there are; at least 1
   * @return how many were added; at least 1
   * @throws io.millrace.memory.MemoryBudgetExceededException if none can be
   */
  int add(RecordBatch batch, int row, int most, int eventTimeColumn) {
    int index = index(nextArrival);
    if (pages[index] == null) {
      settleLastPage();
      openPage(index);
    }
    RecordBatch page = pages[index];
    int count = Math.min(most, PAGE_ROWS - page.rowCount());
    page.appendRange(batch, row, count);
    waiting[index] += count;
    long[] eventTimes = batch.column(eventTimeColumn).longs();
    for (int i = 0; i < count; i++) {
      queue.add(eventTimes[row + i], nextArrival + i);
    }
    nextArrival += count;
    return count;
  }

  /**
   * Moves the rows with event times up to {@code upToNs} to the end of {@code out}, in event-time
   * order, until it is full.
   */
  void move(RecordBatch out, long upToNs) {
    while (!out.isFull() && queue.size() > 0 && queue.firstEventTimeNs() <= upToNs) {
      long arrival = queue.firstArrival();
      int index = index(arrival);
      int count = queue.countConsecutive(upToNs, roomFrom(arrival, out));
      out.appendRange(pages[index], (int) (arrival & (PAGE_ROWS - 1)), count);
      queue.remove(count);
      waiting[index] -= count;
      closeIfLeft(index, arrival >>> PAGE_SHIFT);
    }
  }

  private static int roomFrom(long arrival, RecordBatch out) {
    int toPageEnd = PAGE_ROWS - (int) (arrival & (PAGE_ROWS - 1));
    return Math.min(toPageEnd, out.capacity() - out.rowCount());
  }

  private int index(long arrival) {
    long page = arrival >>> PAGE_SHIFT;
    if (page - firstPage >= pages.length) {
      spread();
    }
    return (int) (page & (pages.length - 1));
  }

  private void spread() {
    int old = pages.length;
    RecordBatch[] newPages = new RecordBatch[2 * old];
    int[] newWaiting = new int[2 * old];
    long[] newBytes = new long[2 * old];
    for (long page = firstPage; page < firstPage + old; page++) {
      int from = (int) (page & (old - 1));
      int to = (int) (page & (2L * old - 1));
      newPages[to] = pages[from];
      newWaiting[to] = waiting[from];
      newBytes[to] = pageBytes[from];
    }
    pages = newPages;
    waiting = newWaiting;
    pageBytes = newBytes;
  }

  private void openPage(int index) {
    if (spares > 0) {
      spares--;
      pages[index] = spare[spares];
      pageBytes[index] = spare[spares].heapBytes();
      spare[spares] = null;
      return;
    }
    RecordBatch page = new RecordBatch(schema, PAGE_ROWS);
    budget.reserve(page.heapBytes());
    pageBytes[index] = page.heapBytes();
    pages[index] = page;
  }

  /** Brings the budget up to date with text that made the last page grow. */
  private void settleLastPage() {
    int index = (int) ((nextArrival - 1) >>> PAGE_SHIFT & (pages.length - 1));
    if (nextArrival > 0 && pages[index] != null) {
      long bytes = pages[index].heapBytes();
      budget.reserve(Math.max(0, bytes - pageBytes[index]));
      pageBytes[index] = bytes;
    }
  }

  private void closeIfLeft(int index, long page) {
    boolean complete = nextArrival >>> PAGE_SHIFT > page;
    if (waiting[index] > 0 || !complete) {
      return;
    }
    RecordBatch left = pages[index];
    pages[index] = null;
    if (spares < MOST_SPARE && left.heapBytes() == pageBytes[index]) {
      left.clear();
      spare[spares++] = left;
    } else {
      budget.release(pageBytes[index]);
    }
    while (firstPage < nextArrival >>> PAGE_SHIFT
        && pages[(int) (firstPage & (pages.length - 1))] == null) {
      firstPage++;
    }
  }

  /** Writes all rows in order of arrival. */
  void snapshot(SnapshotWriter writer) {
    writer.putLong(queue.size());
    long[] arrivals = queue.arrivals();
    Arrays.sort(arrivals);
    for (long arrival : arrivals) {
      int index = index(arrival);
      RowSnapshot.write(pages[index], (int) (arrival & (PAGE_ROWS - 1)), writer);
    }
  }

  /** Adds the rows that were written and are wanted, behind those that are here. */
  void restore(SnapshotReader reader, int eventTimeColumn) {
    long rows = reader.getLong();
    RecordBatch one = new RecordBatch(schema, 1);
    for (long i = 0; i < rows; i++) {
      one.clear();
      RowSnapshot.read(one, reader);
      if (reader.takesRow(one, 0)) {
        add(one, 0, 1, eventTimeColumn);
      }
    }
  }

  @Override
  public void close() {
    for (int i = 0; i < pages.length; i++) {
      if (pages[i] != null) {
        budget.release(pageBytes[i]);
        pages[i] = null;
      }
    }
    for (int i = 0; i < spares; i++) {
      budget.release(spare[i].heapBytes());
      spare[i] = null;
    }
    spares = 0;
  }
}
