package io.millrace.connector;

/** A stream that cannot be opened, read or written, or whose options are wrong. */
public final class ConnectorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, with names and values, and what to do. */
  public ConnectorException(String message) {
    super(message);
  }

  /** What is wrong, and the failure behind it. */
  public ConnectorException(String message, Throwable cause) {
    super(message, cause);
  }
}
