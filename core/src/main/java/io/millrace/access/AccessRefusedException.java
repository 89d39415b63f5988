package io.millrace.access;

/** SQL asks for something outside the engine that it may not reach. */
public final class AccessRefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String stream;
  private final String option;

  /**
   * A refusal.
   *
   * @param stream whose options ask; null if a SET statement does
   * @param option the option that asks
   * @param message what was asked for, what is allowed and what to do
   */
  AccessRefusedException(String stream, String option, String message) {
    super(message);
    this.stream = stream;
    this.option = option;
  }

  /** The stream whose options ask; null if a SET statement does. */
  public String stream() {
    return stream;
  }

  /** The name of the option that asks. */
  public String option() {
    return option;
  }
}
