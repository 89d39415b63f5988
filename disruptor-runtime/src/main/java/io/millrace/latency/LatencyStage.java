package io.millrace.latency;

/** A part of the way of rows through the engine. */
public enum LatencyStage {
  /** From the first row of a batch at its publisher until a partition takes the batch. */
  PUBLISH_TO_HANDLER,
  /** From there until the subscriber is called with what a query made of it. */
  HANDLER_TO_CALLBACK,
  /** Both. */
  END_TO_END
}
