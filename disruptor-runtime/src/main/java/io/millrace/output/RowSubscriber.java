package io.millrace.output;

/** A subscriber that takes one row at a time, as a view that is valid during the call. */
@FunctionalInterface
public interface RowSubscriber {
  /**
   * Takes a row. With delivery by partition it is called by several threads at once, each with a
   * view of its own.
   */
  void onRow(Row row);

  /** This as a subscriber, for either delivery. */
  default Subscriber toSubscriber() {
    return new RowViews(this);
  }
}
