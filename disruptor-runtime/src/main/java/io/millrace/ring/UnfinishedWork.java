package io.millrace.ring;

/**
 * A thread that had not finished in time.
 *
 * @param thread its name
 * @param query number of the query that it worked for last; 0 if it has worked for none
 * @param sequence what it has finished
 * @param published what it should have finished
 * @param place what it was doing
 */
public record UnfinishedWork(
    String thread, int query, long sequence, long published, Throwable place) {
  static UnfinishedWork of(Thread thread, QueryRun query, long sequence, long published) {
    Throwable place = new Throwable("thread " + thread.getName());
    place.setStackTrace(thread.getStackTrace());
    return new UnfinishedWork(
        thread.getName(), query == null ? 0 : query.number(), sequence, published, place);
  }

  @Override
  public String toString() {
    StackTraceElement[] stack = place.getStackTrace();
    return "thread="
        + thread
        + ", query="
        + query
        + ", sequence="
        + sequence
        + ", published="
        + published
        + ", at="
        + (stack.length == 0 ? "its end" : stack[0]);
  }
}
