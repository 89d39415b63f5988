package io.millrace.sql.codegen.expression;

import org.apache.calcite.rex.RexNode;

/** An expression that cannot be compiled; the message says what is supported instead. */
public final class UnsupportedExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String SUPPORTED =
      "supported are the operators + - * / % ||, comparisons, AND, OR, NOT, IS, BETWEEN, IN, LIKE,"
          + " CASE and the functions "
          + String.join(", ", ExpressionEmitter.FUNCTIONS);

  private final transient RexNode node;

  /**
   * A refusal that lists what is supported.
   *
   * @param what the operation, such as {@code function SOUNDEX}
   * @param node the expression
   */
  public UnsupportedExpressionException(String what, RexNode node) {
    super("not supported: " + what + "; " + SUPPORTED);
    this.node = node;
  }

  /**
   * A refusal with its own remedy.
   *
   * @param what the operation
   * @param remedy what to do
   * @param node the expression
   */
  public UnsupportedExpressionException(String what, String remedy, RexNode node) {
    super("not supported: " + what + "; " + remedy);
    this.node = node;
  }

  /** The expression that was refused. */
  public RexNode node() {
    return node;
  }
}
