package io.millrace.ring;

/** What a subscriber threw, on its way through an engine that must not take it for its own. */
final class SubscriberFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SubscriberFailure(Throwable cause) {
    super(cause.getMessage(), cause, false, false);
  }
}
