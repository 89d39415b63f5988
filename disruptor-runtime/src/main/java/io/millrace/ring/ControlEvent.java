package io.millrace.ring;

/** What a sequence can carry instead of a batch; it is for all partitions. */
sealed interface ControlEvent {
  /** A query starts: it sees every later sequence and no earlier one. */
  record QueryAdded(QueryRun query, StreamPoint stream) implements ControlEvent {}

  /** A query ends without a last word. */
  record QueryRemoved(QueryRun query) implements ControlEvent {}

  /** A query begins to see no rows, or sees them again. */
  record QueryPaused(QueryRun query, boolean paused) implements ControlEvent {}

  /** A query ends and another one begins in its place, with its state or without. */
  record QueryReplaced(QueryRun old, QueryRun query, boolean keepsState) implements ControlEvent {}

  /** No row follows; {@code emit} says whether open windows are emitted. */
  record EndOfInput(boolean emit) implements ControlEvent {}

  /** Each partition writes its state as of here. */
  record Barrier(BarrierTask task) implements ControlEvent {}

  /** Each partition copies the state of a query as of here. */
  record StateAsked(QueryRun query, StateRequest request) implements ControlEvent {}

  /** The watermark that every sequence carries, with how far the stream has come. */
  record StreamMoved(StreamPoint stream) implements ControlEvent {}

  /** Nothing but the watermark that every sequence carries. */
  record WatermarkOnly() implements ControlEvent {}

  /** The last sequence that is worked off: the partitions end. */
  record Retired() implements ControlEvent {}
}
