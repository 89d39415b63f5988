package io.millrace.sql.codegen.expression;

import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/** Names and symbols of arithmetic operations. */
final class Operations {
  private Operations() {}

  /** The operator in Java and in SQL. */
  static String symbol(RexCall call) {
    return switch (call.getKind()) {
      case PLUS, PLUS_PREFIX, CHECKED_PLUS -> "+";
      case MINUS, MINUS_PREFIX, CHECKED_MINUS, CHECKED_MINUS_PREFIX -> "-";
      case TIMES, CHECKED_TIMES -> "*";
      case DIVIDE, CHECKED_DIVIDE -> "/";
      case MOD -> "%";
      default -> throw new UnsupportedExpressionException(call.getOperator().getName(), call);
    };
  }

  /** The method that checks for overflow. */
  static String methodName(RexCall call) {
    return switch (symbol(call)) {
      case "+" -> "add";
      case "-" -> "subtract";
      case "*" -> "multiply";
      case "/" -> "divide";
      default -> "remainder";
    };
  }

  /** What the result is called. */
  static String nameHint(RexNode node) {
    if (!(node instanceof RexCall call)) {
      return "value";
    }
    return switch (call.getKind()) {
      case PLUS, CHECKED_PLUS -> "sum";
      case MINUS, CHECKED_MINUS -> "difference";
      case MINUS_PREFIX, CHECKED_MINUS_PREFIX -> "negated";
      case TIMES, CHECKED_TIMES -> "product";
      case DIVIDE, CHECKED_DIVIDE -> "quotient";
      case MOD -> "remainder";
      default -> "value";
    };
  }
}
