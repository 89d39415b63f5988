package io.millrace.sql.validate;

import static io.millrace.sql.validate.Positions.refuse;

import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Refuses, with position and remedy, what cannot be computed with bounded state or not yet. */
final class SyntaxRefusals extends SqlBasicVisitor<Void> {
  private static final Set<SqlKind> SET_OPERATIONS =
      Set.of(SqlKind.UNION, SqlKind.INTERSECT, SqlKind.EXCEPT);

  private SyntaxRefusals() {}

  static void check(SqlNode query) {
    query.accept(new SyntaxRefusals());
  }

  @Override
  public Void visit(SqlCall call) {
    if (call instanceof SqlOrderBy orderBy) {
      refuseOrderBy(orderBy);
    } else if (call instanceof SqlSelect select) {
      checkSelect(select);
    } else if (call instanceof SqlJoin join) {
      throw refuse(join, "join is not supported; read one stream a query");
    } else if (call instanceof SqlWith) {
      throw refuse(call, "WITH is not supported; write the inner query in FROM");
    } else if (call instanceof SqlWindow window) {
      checkWindow(window);
    } else if (call.getKind() == SqlKind.TABLESAMPLE) {
      throw refuse(call, "TABLESAMPLE is not supported; filter the rows with WHERE");
    } else if (SET_OPERATIONS.contains(call.getKind())) {
      throw refuse(
          call,
          "set operation is not supported: operation="
              + call.getKind()
              + "; run each SELECT as a query of its own, or INSERT both into one stream");
    } else if (call.getKind() == SqlKind.VALUES) {
      throw refuse(call, "VALUES is not a query; use INSERT INTO stream VALUES (…)");
    }
    return super.visit(call);
  }

  private static void refuseOrderBy(SqlOrderBy orderBy) {
    boolean ordered = orderBy.orderList != null && !orderBy.orderList.isEmpty();
    if (ordered) {
      throw refuse(
          orderBy.orderList,
          "ORDER BY of an unbounded result is not possible; use ROW_NUMBER() OVER (… ORDER BY event"
              + " time), or order the rows where they are consumed");
    }
    SqlNode limit = orderBy.fetch != null ? orderBy.fetch : orderBy.offset;
    throw refuse(
        limit,
        "LIMIT, FETCH and OFFSET of an unbounded result are not possible; cancel the query after as"
            + " many rows as are wanted");
  }

  private static void checkSelect(SqlSelect select) {
    if (select.getFrom() == null) {
      throw refuse(select, "SELECT without FROM; name a stream to read");
    }
    SqlNode keyword = select.getModifierNode(SqlSelectKeyword.STREAM);
    if (keyword != null) {
      throw refuse(keyword, "SELECT STREAM is not needed; every query is a stream, write SELECT");
    }
    checkNoQueryIn(select.getWhere());
    checkNoQueryIn(select.getHaving());
    checkNoQueryIn(select.getSelectList());
  }

  private static void checkNoQueryIn(SqlNode expression) {
    if (expression != null) {
      expression.accept(
          new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
              if (call.getKind() == SqlKind.SELECT || call.getKind() == SqlKind.EXISTS) {
                throw refuse(
                    call, "subquery in an expression is not supported; read one stream a query");
              }
              return super.visit(call);
            }
          });
    }
  }

  private static void checkWindow(SqlWindow window) {
    if (window.getLowerBound() != null || window.getUpperBound() != null) {
      SqlNode bound =
          window.getLowerBound() != null ? window.getLowerBound() : window.getUpperBound();
      throw refuse(
          bound, "window frame is not supported; leave ROWS or RANGE out, ROW_NUMBER needs none");
    }
    for (SqlNode order : window.getOrderList()) {
      if (order instanceof SqlBasicCall call && call.getKind() == SqlKind.DESCENDING) {
        throw refuse(
            order,
            "descending order would need the end of the stream; order by ascending event time");
      }
    }
  }

  @Override
  public Void visit(SqlDataTypeSpec type) {
    if (type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic
        && basic.getCharSetName() != null) {
      throw refuse(type, "CHARACTER SET is not supported; leave it out, text is Unicode");
    }
    return null;
  }

  @Override
  public Void visit(SqlLiteral literal) {
    return null;
  }
}
