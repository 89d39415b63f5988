package io.millrace.type;

/** A DECIMAL result has more digits than its type, or than any DECIMAL, can hold. */
public final class DecimalOverflowException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message that names the values. */
  public DecimalOverflowException(String message) {
    super(message);
  }
}
