package io.millrace.output;

/** A query has stopped; the message names query, partition, sequence, row and cause. */
public final class QueryFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with its cause. */
  public QueryFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
