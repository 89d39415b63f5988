package io.millrace.sql.plan;

import io.millrace.query.SqlException;
import io.millrace.query.SqlLimit;
import io.millrace.query.SqlLimits;
import io.millrace.query.SqlPosition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Sizes of the expressions of a query, known before one is written into another: an inner column
 * that an outer query uses twice comes twice, so that a few levels make very many operators. One
 * use; one thread.
 */
final class ExpressionSizes {
  /** Casts come between operators, and inner queries below those of outer ones. */
  private static final int DEPTH_FACTOR = 2;

  private record Size(long nodes, long depth) {
    static final Size LEAF = new Size(1, 1);
  }

  private final SqlLimits limits;
  private final SqlPosition position;
  private List<Size> fields = List.of();
  private long before;

  /** No fields yet; a query that is too large is refused at a position. */
  ExpressionSizes(SqlLimits limits, SqlPosition position) {
    this.limits = limits;
    this.position = position;
  }

  /** The fields are so many columns; what was computed for them before counts on. */
  void columns(int count) {
    for (Size field : fields) {
      before += field.nodes;
    }
    fields = new ArrayList<>(Collections.nCopies(count, Size.LEAF));
  }

  /** So many more fields that are columns. */
  void addColumns(int count) {
    fields = new ArrayList<>(fields);
    fields.addAll(Collections.nCopies(count, Size.LEAF));
  }

  /** Keys by which rows are grouped or numbered. */
  void keys(String clause, int count) {
    if (limits.excludes(SqlLimit.KEYS, count)) {
      throw new SqlException(
          "too many keys in "
              + clause
              + ": keys="
              + count
              + limits.refusal(SqlLimit.KEYS, "use fewer"),
          position);
    }
  }

  /** A condition over the fields. */
  void condition(RexNode condition) {
    before += check(size(condition)).nodes;
    checkTotal();
  }

  /** Expressions over the fields, which are the fields from now on. */
  void project(List<RexNode> expressions) {
    List<Size> projected = new ArrayList<>();
    for (RexNode expression : expressions) {
      projected.add(check(size(expression)));
    }
    fields = projected;
    checkTotal();
  }

  private Size size(RexNode node) {
    if (node instanceof RexInputRef ref) {
      return fields.get(ref.getIndex());
    }
    if (!(node instanceof RexCall call)) {
      return Size.LEAF;
    }
    List<RexNode> operands = new ArrayList<>(operands(call));
    if (call instanceof RexOver over) {
      operands.addAll(over.getWindow().partitionKeys);
    }
    long nodes = 1;
    long depth = 0;
    for (RexNode operand : operands) {
      Size size = size(operand);
      nodes = Math.min(Integer.MAX_VALUE, nodes + size.nodes);
      depth = Math.max(depth, size.depth);
    }
    return new Size(nodes, depth + 1);
  }

  /** Of a list of constants, the one expression that is looked up in it. */
  private static List<RexNode> operands(RexCall call) {
    List<RexNode> all = call.getOperands();
    if (!call.isA(SqlKind.AND) && !call.isA(SqlKind.OR)) {
      return all;
    }
    SqlKind comparison = call.isA(SqlKind.OR) ? SqlKind.EQUALS : SqlKind.NOT_EQUALS;
    RexNode sought = null;
    for (RexNode operand : all) {
      List<RexNode> sides = operand.isA(comparison) ? ((RexCall) operand).getOperands() : List.of();
      if (sides.isEmpty()
          || !(sides.get(1) instanceof RexLiteral)
          || sought != null && !sought.equals(sides.get(0))) {
        return all;
      }
      sought = sides.get(0);
    }
    return SqlTypeUtil.isApproximateNumeric(sought.getType()) ? all : List.of(sought);
  }

  private Size check(Size size) {
    long most = DEPTH_FACTOR * limits.get(SqlLimit.EXPRESSION_DEPTH);
    if (size.depth > most) {
      throw new SqlException(
          "query is too deep: operators="
              + size.depth
              + " in each other with inner queries written into it, limit="
              + most
              + "; use inner columns in fewer operators, or raise the limit "
              + SqlLimit.EXPRESSION_DEPTH.word(),
          position);
    }
    return size;
  }

  private void checkTotal() {
    long total = before;
    for (Size field : fields) {
      total += field.nodes;
    }
    if (limits.excludes(SqlLimit.EXPRESSION_SIZE, total)) {
      throw new SqlException(
          "query is too large: operators and operands="
              + total
              + limits.refusal(
                  SqlLimit.EXPRESSION_SIZE, "split it, or use inner columns fewer times"),
          position);
    }
  }
}
