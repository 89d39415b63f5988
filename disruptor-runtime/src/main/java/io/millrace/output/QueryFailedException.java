package io.millrace.output;

/** A query has stopped; the message names query, partition, sequence, row and cause. */
public final class QueryFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * A failure with its cause.
   *
   * @param query number of the query
   * @param reason partition, sequence and row, as far as they are known, and what went wrong
   */
  public QueryFailedException(int query, String reason, Throwable cause) {
    super("query stopped: query=" + query + ", " + reason, cause);
    this.reason = reason;
  }

  /** The message without the number of the query, for those who call it otherwise. */
  public String reason() {
    return reason;
  }
}
