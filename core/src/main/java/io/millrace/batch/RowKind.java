package io.millrace.batch;

/**
 * What a row of a query's output says about the result: the kinds of a changelog, one byte each.
 */
public final class RowKind {
  /** A new row, {@code +I}. */
  public static final byte INSERT = 0;

  /** The old values of a row that changes, {@code -U}. */
  public static final byte UPDATE_BEFORE = 1;

  /** The new values of a row that changed, {@code +U}. */
  public static final byte UPDATE_AFTER = 2;

  /** The last values of a row that is no more, {@code -D}. */
  public static final byte DELETE = 3;

  private static final String[] SYMBOLS = {"+I", "-U", "+U", "-D"};

  private RowKind() {}

  /** The usual two-character symbol of a kind, such as {@code +I}. */
  public static String symbol(byte kind) {
    return SYMBOLS[kind];
  }
}
