package io.millrace.ring;

/** Ends what a partition is at, when nobody takes its output any more. */
final class PipelineAbortedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PipelineAbortedException() {
    super("engine was closed before output was delivered", null, false, false);
  }
}
