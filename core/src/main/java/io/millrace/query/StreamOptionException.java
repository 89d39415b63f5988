package io.millrace.query;

/** An option of a stream that the engine itself understands has a value that it cannot have. */
public final class StreamOptionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String option;

  /** An error in the option of that name. */
  public StreamOptionException(String option, String message) {
    super(message);
    this.option = option;
  }

  /** The name of the option. */
  public String option() {
    return option;
  }
}
