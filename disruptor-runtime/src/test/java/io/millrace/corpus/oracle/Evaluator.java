package io.millrace.corpus.oracle;

import io.millrace.sql.codegen.expression.ExpressionEmitter;
import io.millrace.sql.validate.MillraceTypeFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Computes expressions over a row of objects; null is NULL. INTEGER and BIGINT are Long, DECIMAL
 * BigDecimal, REAL Float, DOUBLE Double, VARCHAR String, dates and times those of java.time,
 * intervals Duration or {@link Months}.
 *
 * <p>What cannot be computed is an ArithmeticException or IllegalArgumentException.
 */
final class Evaluator {
  private static final RexBuilder REX = new RexBuilder(new MillraceTypeFactory());

  private Evaluator() {}

  /**
   * Whether a condition is TRUE; no condition is. Where unknown is as good as FALSE, AND stops
   * there as well.
   */
  static boolean holds(RexNode condition, Object[] row) {
    if (condition == null) {
      return true;
    }
    if (condition.isA(SqlKind.AND)) {
      return guardsFirst((RexCall) condition).stream().allMatch(operand -> holds(operand, row));
    }
    if (condition.isA(SqlKind.OR)) {
      return guardsFirst((RexCall) condition).stream().anyMatch(operand -> holds(operand, row));
    }
    return Boolean.TRUE.equals(eval(condition, row));
  }

  /** The operands of AND or OR: those that cannot fail come first and guard those that can. */
  private static List<RexNode> guardsFirst(RexCall call) {
    List<RexNode> operands = new ArrayList<>(call.getOperands());
    operands.sort(Comparator.comparing(ExpressionEmitter::canFail));
    return operands;
  }

  /** The value of an expression. */
  static Object eval(RexNode node, Object[] row) {
    if (node instanceof RexInputRef ref) {
      return row[ref.getIndex()];
    }
    if (node instanceof RexLiteral literal) {
      return Literals.value(literal);
    }
    RexCall call = (RexCall) node;
    return switch (call.getKind()) {
      case AND, OR -> connective(call, row);
      case NOT -> {
        Object operand = eval(call.getOperands().get(0), row);
        yield operand == null ? null : !(Boolean) operand;
      }
      case IS_NULL -> eval(call.getOperands().get(0), row) == null;
      case IS_UNKNOWN -> eval(call.getOperands().get(0), row) == null;
      case IS_NOT_NULL -> eval(call.getOperands().get(0), row) != null;
      case IS_TRUE -> Boolean.TRUE.equals(eval(call.getOperands().get(0), row));
      case IS_NOT_TRUE -> !Boolean.TRUE.equals(eval(call.getOperands().get(0), row));
      case IS_FALSE -> Boolean.FALSE.equals(eval(call.getOperands().get(0), row));
      case IS_NOT_FALSE -> !Boolean.FALSE.equals(eval(call.getOperands().get(0), row));
      case CASE -> branch(call, row);
      case SEARCH -> eval(RexUtil.expandSearch(REX, null, call), row);
      case IS_DISTINCT_FROM -> !same(call, row);
      case IS_NOT_DISTINCT_FROM -> same(call, row);
      case SAFE_CAST -> tryCast(call, row);
      default -> strict(call, row);
    };
  }

  /** AND stops at FALSE, OR at TRUE; else unknown if an operand is. */
  private static Object connective(RexCall call, Object[] row) {
    boolean deciding = call.getOperator().getName().equals("OR");
    boolean unknown = false;
    for (RexNode operand : guardsFirst(call)) {
      Object value = eval(operand, row);
      if (value == null) {
        unknown = true;
      } else if ((Boolean) value == deciding) {
        return deciding;
      }
    }
    return unknown ? null : !deciding;
  }

  private static Object branch(RexCall call, Object[] row) {
    List<RexNode> operands = call.getOperands();
    int i = 0;
    while (i + 1 < operands.size() && !holds(operands.get(i), row)) {
      i += 2;
    }
    int taken = i + 1 < operands.size() ? i + 1 : operands.size() - 1;
    return Casts.cast(eval(operands.get(taken), row), call.getType());
  }

  private static boolean same(RexCall call, Object[] row) {
    Object left = eval(call.getOperands().get(0), row);
    Object right = eval(call.getOperands().get(1), row);
    return left == null || right == null ? left == right : Comparing.compare(left, right) == 0;
  }

  private static Object tryCast(RexCall call, Object[] row) {
    Object value = eval(call.getOperands().get(0), row);
    try {
      return Casts.cast(value, call.getType());
    } catch (ArithmeticException | IllegalArgumentException e) {
      return null;
    }
  }

  /** Operators and functions that are NULL if an operand is. */
  private static Object strict(RexCall call, Object[] row) {
    Object[] values = new Object[call.getOperands().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = eval(call.getOperands().get(i), row);
    }
    for (Object value : values) {
      if (value == null) {
        return null;
      }
    }
    return switch (call.getKind()) {
      case EQUALS -> Comparing.compare(values[0], values[1]) == 0;
      case NOT_EQUALS -> Comparing.compare(values[0], values[1]) != 0;
      case LESS_THAN -> Comparing.compare(values[0], values[1]) < 0;
      case LESS_THAN_OR_EQUAL -> Comparing.compare(values[0], values[1]) <= 0;
      case GREATER_THAN -> Comparing.compare(values[0], values[1]) > 0;
      case GREATER_THAN_OR_EQUAL -> Comparing.compare(values[0], values[1]) >= 0;
      case CAST -> Casts.cast(values[0], call.getType());
      case PLUS, CHECKED_PLUS -> Numbers.binary('+', values[0], values[1], call.getType());
      case MINUS, CHECKED_MINUS -> Numbers.binary('-', values[0], values[1], call.getType());
      case TIMES, CHECKED_TIMES -> Numbers.binary('*', values[0], values[1], call.getType());
      case DIVIDE, CHECKED_DIVIDE -> Numbers.binary('/', values[0], values[1], call.getType());
      case MOD -> Numbers.binary('%', values[0], values[1], call.getType());
      case MINUS_PREFIX, CHECKED_MINUS_PREFIX -> Numbers.negate(values[0], call.getType());
      case PLUS_PREFIX -> values[0];
      case LIKE -> Texts.like(values);
      default -> function(call, values);
    };
  }

  private static Object function(RexCall call, Object[] values) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    return switch (name) {
      case "MILLRACE_WINDOW_START", "MILLRACE_WINDOW_END" -> {
        long start = Times.windowStart(values[0], (Long) values[1], (Long) values[2]);
        yield Times.timestamp(name.endsWith("END") ? start + (Long) values[1] : start);
      }
      case "EXTRACT" -> Times.extract(call, values[1]);
      case "REINTERPRET" -> Times.reinterpret(values[0]);
      case "FLOOR", "CEIL" ->
          values.length == 2
              ? Times.round(name.equals("FLOOR"), values[0], values[1].toString())
              : Numbers.function(name, values, call.getType());
      case "ABS", "SIGN", "ROUND", "TRUNCATE", "POWER", "EXP", "LN", "LOG10" ->
          Numbers.function(name, values, call.getType());
      default -> Objects.requireNonNull(Texts.function(name, values), name);
    };
  }
}
