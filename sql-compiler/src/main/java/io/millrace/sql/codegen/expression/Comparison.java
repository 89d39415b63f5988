package io.millrace.sql.codegen.expression;

import io.millrace.sql.codegen.JavaText;
import java.math.RoundingMode;
import org.apache.calcite.sql.SqlKind;

/** The six comparison operators. */
enum Comparison {
  EQUAL("=="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">=");

  private final String symbol;

  Comparison(String symbol) {
    this.symbol = symbol;
  }

  static Comparison of(SqlKind kind) {
    return switch (kind) {
      case EQUALS -> EQUAL;
      case NOT_EQUALS -> NOT_EQUAL;
      case LESS_THAN -> LESS;
      case LESS_THAN_OR_EQUAL -> LESS_OR_EQUAL;
      case GREATER_THAN -> GREATER;
      case GREATER_THAN_OR_EQUAL -> GREATER_OR_EQUAL;
      default -> throw new IllegalArgumentException("not a comparison: kind=" + kind);
    };
  }

  /** The operator that says the same when the sides are exchanged. */
  Comparison flipped() {
    return switch (this) {
      case EQUAL, NOT_EQUAL -> this;
      case LESS -> GREATER;
      case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
      case GREATER -> LESS;
      case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
    };
  }

  /** How a constant on the right is brought to fewer digits so that the result stays the same. */
  RoundingMode rounding() {
    return this == LESS || this == GREATER_OR_EQUAL ? RoundingMode.CEILING : RoundingMode.FLOOR;
  }

  /** Whether it holds, given the sign of left minus right. */
  boolean holds(int sign) {
    return switch (this) {
      case EQUAL -> sign == 0;
      case NOT_EQUAL -> sign != 0;
      case LESS -> sign < 0;
      case LESS_OR_EQUAL -> sign <= 0;
      case GREATER -> sign > 0;
      case GREATER_OR_EQUAL -> sign >= 0;
    };
  }

  /** The Java comparison of two primitives. */
  String code(String left, String right) {
    return side(left) + " " + symbol + " " + side(right);
  }

  private static String side(String code) {
    return code.chars().anyMatch(c -> "<>=!&|?^".indexOf(c) >= 0) ? JavaText.atom(code) : code;
  }
}
