package io.millrace.ring;

/** What a sequence can carry instead of a batch; it is for all partitions. */
sealed interface ControlEvent {
  /** A query starts: it sees every later sequence and no earlier one. */
  record QueryAdded(QueryRun query) implements ControlEvent {}

  /** A query ends without a last word. */
  record QueryRemoved(QueryRun query) implements ControlEvent {}

  /** No row follows; {@code emit} says whether open windows are emitted. */
  record EndOfInput(boolean emit) implements ControlEvent {}

  /** Nothing but the watermark that every sequence carries. */
  record WatermarkOnly() implements ControlEvent {}
}
