package io.millrace.sql.validate;

import static io.millrace.sql.validate.Positions.refuse;

import io.millrace.query.SqlPosition;
import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Where the parameters of a query stand; refuses those that the plan would depend on. */
public final class ParameterPlaces extends SqlBasicVisitor<Void> {
  private static final String KEY =
      "parameter in a key: number=%d; a key says where rows go and is the same for all values:"
          + " write a literal or a column";
  private static final String WINDOW =
      "parameter in a window: number=%d; the plan depends on the window: write a literal";

  private final Map<Integer, SqlPosition> places = new HashMap<>();
  private String refusal;

  private ParameterPlaces() {}

  /** The places of the parameters of a query, by index. */
  static Map<Integer, SqlPosition> of(SqlNode query) {
    ParameterPlaces visitor = new ParameterPlaces();
    query.accept(visitor);
    return visitor.places;
  }

  /** What is said of a parameter, given by its number, that stands in a key. */
  public static String keyRefusal(int number) {
    return String.format(KEY, number);
  }

  @Override
  public Void visit(SqlDynamicParam parameter) {
    if (refusal != null) {
      throw refuse(parameter, String.format(refusal, parameter.getIndex() + 1));
    }
    places.put(parameter.getIndex(), Positions.of(parameter.getParserPosition()));
    return null;
  }

  @Override
  public Void visit(SqlCall call) {
    if (refusal != null) {
      return super.visit(call); // Windows in windows would be visited twice a level otherwise.
    }
    if (call instanceof SqlSelect select) {
      refuseIn(select.getGroup(), KEY);
    } else if (call instanceof SqlWindow window) {
      refuseIn(window.getPartitionList(), KEY);
      refuseIn(window.getOrderList(), WINDOW);
    } else if (call.getOperator().getName().startsWith("TUMBLE")) {
      call.getOperandList().forEach(operand -> refuseIn(operand, WINDOW));
    }
    return super.visit(call);
  }

  private void refuseIn(SqlNode node, String text) {
    if (node != null) {
      ParameterPlaces visitor = new ParameterPlaces();
      visitor.refusal = text;
      node.accept(visitor);
    }
  }
}
