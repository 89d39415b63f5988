package io.millrace;

/** On which thread, and in which order, a subscriber gets its rows. */
public enum Delivery {
  /** On each partition's own thread: no hand-over, no order between partitions. */
  PARTITION,
  /** On one thread, in the order of sequence and partition. */
  ORDERED
}
