package io.millrace.sql.plan;

import io.millrace.query.RowFilter;
import io.millrace.sql.validate.TypeConversion;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.Storage;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Finds the conditions of WHERE that an index of standing queries can decide: {@code column = ?}
 * before all else, then both bounds of a column, then one. They cannot fail, so WHERE decides them
 * before what can, and a row that does not meet them never fails.
 */
public final class RowFilters {
  private static final Set<Storage> EQUAL = EnumSet.of(Storage.INT, Storage.LONG, Storage.BYTES);
  private static final Set<Storage> RANGE =
      EnumSet.of(Storage.INT, Storage.LONG, Storage.FLOAT, Storage.DOUBLE);

  private final QueryPlan plan;

  /** The best condition found for each column. */
  private final Map<Integer, RowFilter> found = new LinkedHashMap<>();

  private RowFilters(QueryPlan plan) {
    this.plan = plan;
  }

  /**
   * The condition, or null if there is none, or the query must see all rows or all watermarks: one
   * with windows or row numbers.
   */
  public static RowFilter of(QueryPlan plan) {
    boolean seesFewRows =
        plan.operator() instanceof StatelessPlan
            || plan.operator() instanceof GroupPlan group && group.window() == null;
    if (!seesFewRows || plan.filter() == null) {
      return null;
    }
    return new RowFilters(plan).best();
  }

  /** A line of a plan that shows the condition; empty if there is none. */
  public static String describe(RowFilter filter, Schema stream) {
    if (filter == null) {
      return "";
    }
    String column = ExpressionText.name(stream.columns().get(filter.column()).name());
    if (!filter.isRange()) {
      return "\nIndex " + column + " = ?" + (filter.equal() + 1);
    }
    return "\nIndex "
        + column
        + (filter.low() < 0 ? "" : " from ?" + (filter.low() + 1))
        + (filter.high() < 0 ? "" : " to ?" + (filter.high() + 1));
  }

  private RowFilter best() {
    for (RexNode condition : RelOptUtil.conjunctions(plan.filter())) {
      if (condition instanceof RexCall call && call.getOperands().size() == 2) {
        RexNode left = call.getOperands().get(0);
        RexNode right = call.getOperands().get(1);
        if (left instanceof RexInputRef column && right instanceof RexDynamicParam parameter) {
          note(column, call.getKind(), parameter);
        } else if (left instanceof RexDynamicParam parameter
            && right instanceof RexInputRef column) {
          note(column, call.getKind().reverse(), parameter);
        }
      }
    }
    RowFilter best = null;
    for (RowFilter filter : found.values()) {
      best = best == null || rank(filter) > rank(best) ? filter : best;
    }
    return best;
  }

  private static int rank(RowFilter filter) {
    if (!filter.isRange()) {
      return 2;
    }
    return filter.low() >= 0 && filter.high() >= 0 ? 1 : 0;
  }

  private void note(RexInputRef column, SqlKind comparison, RexDynamicParam parameter) {
    DataType type = plan.stream().schema().type(column.getIndex());
    DataType other = TypeConversion.toDataType(parameter.getType());
    if (type.kind() != other.kind()
        || type.scale() != other.scale()
        || type.storage() != other.storage()) {
      return;
    }
    RowFilter old = found.getOrDefault(column.getIndex(), none(column));
    RowFilter filter = with(old, comparison, parameter.getIndex());
    boolean indexed = (filter.isRange() ? RANGE : EQUAL).contains(type.storage());
    if (!filter.equals(none(column)) && indexed) {
      found.put(column.getIndex(), filter);
    }
  }

  private static RowFilter none(RexInputRef column) {
    return new RowFilter(column.getIndex(), -1, -1, -1);
  }

  /** The first condition of a kind counts. */
  private static RowFilter with(RowFilter filter, SqlKind comparison, int parameter) {
    if (!filter.isRange()) {
      return filter;
    }
    return switch (comparison) {
      case EQUALS -> new RowFilter(filter.column(), parameter, -1, -1);
      case GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          filter.low() >= 0 ? filter : new RowFilter(filter.column(), -1, parameter, filter.high());
      case LESS_THAN, LESS_THAN_OR_EQUAL ->
          filter.high() >= 0 ? filter : new RowFilter(filter.column(), -1, filter.low(), parameter);
      default -> filter;
    };
  }
}
