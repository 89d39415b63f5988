package io.millrace.perf.bench;

/** Sides of a comparison gave different answers, so that their speed cannot be compared. */
public final class WrongAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With what was computed, by whom, and both answers. */
  public WrongAnswerException(String message) {
    super(message);
  }
}
