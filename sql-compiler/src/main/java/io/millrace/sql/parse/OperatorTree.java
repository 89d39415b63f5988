package io.millrace.sql.parse;

import io.millrace.query.SqlException;
import java.util.List;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.apache.calcite.sql.parser.SqlParserUtil.ToTreeListItem;

/**
 * Turns the operands and operators of an expression into a tree by their precedence, for the
 * generated parser. Calcite does the work; where it fails, as it has no error for what it meets,
 * the expression is refused here with the place.
 */
public final class OperatorTree {
  private OperatorTree() {}

  /**
   * The tree of an expression.
   *
   * @param list operands as nodes and operators with their places, in the order of the text
   * @throws SqlException if an operator stands where it cannot
   */
  public static SqlNode of(List<Object> list) {
    try {
      return SqlParserUtil.toTree(list);
    } catch (CalciteContextException | SqlException e) {
      throw e;
    } catch (RuntimeException e) {
      throw refusal(list);
    }
  }

  /** NOT cannot be an operand of what binds tighter; ESCAPE means something only behind LIKE. */
  private static SqlException refusal(List<Object> list) {
    int openBetweens = 0;
    boolean openLike = false;
    for (int i = 0; i < list.size() - 1; i++) {
      Object next = list.get(i + 1);
      switch (kind(list.get(i))) {
        case OTHER, NOT -> {}
        case OR -> openLike = false;
        case AND -> {
          openLike = false;
          if (openBetweens > 0 && kind(next) == SqlKind.NOT) {
            return notBehind("BETWEEN … AND", next);
          }
          openBetweens = Math.max(0, openBetweens - 1);
        }
        case ESCAPE -> {
          if (!openLike) { // The place that comes with ESCAPE is that of its operand's last token.
            return error(next, "ESCAPE without LIKE; write value LIKE pattern ESCAPE '!'");
          }
        }
        default -> {
          SqlKind kind = kind(list.get(i));
          openLike |= kind == SqlKind.LIKE || kind == SqlKind.SIMILAR;
          openBetweens += kind == SqlKind.BETWEEN ? 1 : 0;
          if (kind(next) == SqlKind.NOT) {
            return notBehind(((ToTreeListItem) list.get(i)).getOperator().getName(), next);
          }
        }
      }
    }
    return error(list.get(0), "expression is not understood; put parentheses around its parts");
  }

  private static SqlException notBehind(String operator, Object not) {
    return error(not, "NOT behind " + operator + "; put NOT and its operand in parentheses");
  }

  private static SqlKind kind(Object item) {
    return item instanceof ToTreeListItem operator
        ? operator.getOperator().getKind()
        : SqlKind.OTHER;
  }

  private static SqlException error(Object item, String message) {
    SqlParserPos pos =
        item instanceof ToTreeListItem operator
            ? operator.getPos()
            : ((SqlNode) item).getParserPosition();
    return new SqlException(message, Positions.of(pos));
  }
}
