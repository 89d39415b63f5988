package io.millrace.sql.plan;

import io.millrace.query.ResultKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** Finds the groups' keys among the output columns of a plan. */
public final class ResultKeys {
  private ResultKeys() {}

  /** The key of a plan's result, or null if it does not consist of groups. */
  public static ResultKey of(QueryPlan plan) {
    if (!(plan.operator() instanceof GroupPlan groups)) {
      return null;
    }
    List<Integer> columns = new ArrayList<>();
    boolean[] found = new boolean[groups.keys().size()];
    boolean windowFound = groups.window() == null;
    for (int i = 0; i < plan.outputs().size(); i++) {
      GroupPlan.GroupField field = field(plan.outputs().get(i), groups);
      if (field instanceof GroupPlan.GroupField.Key key) {
        if (!found[key.index()]) {
          found[key.index()] = true;
          columns.add(i);
        }
      } else if (field != null && !windowFound) {
        windowFound = true;
        columns.add(i);
      }
    }
    return new ResultKey(columns, missing(plan, groups, found, windowFound));
  }

  /** The group field that an output is, or null. */
  private static GroupPlan.GroupField field(RexNode output, GroupPlan groups) {
    return output instanceof RexInputRef ref && ref.getIndex() < groups.groups().size()
        ? groups.groups().get(ref.getIndex())
        : null;
  }

  private static List<String> missing(
      QueryPlan plan, GroupPlan groups, boolean[] found, boolean windowFound) {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      if (!found[i]) {
        missing.add(
            groups.keys().get(i) instanceof RexInputRef ref
                ? plan.stream().schema().column(ref.getIndex()).name()
                : "expression " + (i + 1) + " of GROUP BY");
      }
    }
    if (!windowFound) {
      missing.add("window_start");
    }
    return missing;
  }
}
