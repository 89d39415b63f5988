package io.millrace.sql.parse;

import io.millrace.query.SqlLimit;
import io.millrace.query.SqlLimits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/** Refuses trees on which those who walk over them recursively would run out of stack. */
final class TreeDepth {
  private record Place(SqlNode node, int depth) {}

  private TreeDepth() {}

  static void check(SqlNode root, SqlLimits limits) {
    Deque<Place> open = new ArrayDeque<>();
    open.push(new Place(root, 1));
    while (!open.isEmpty()) {
      Place place = open.pop();
      if (limits.excludes(SqlLimit.EXPRESSION_DEPTH, place.depth)) {
        throw Positions.refuse(
            root,
            "expression is too deep: operators="
                + place.depth
                + " or more in each other"
                + limits.refusal(
                    SqlLimit.EXPRESSION_DEPTH,
                    "use IN for many values, or split it with parentheses"));
      }
      for (SqlNode child : children(place.node)) {
        open.push(new Place(child, place.depth + 1));
      }
    }
  }

  private static List<SqlNode> children(SqlNode node) {
    if (node instanceof SqlCall call) {
      return call.getOperandList().stream().filter(Objects::nonNull).toList();
    }
    if (node instanceof SqlNodeList list) {
      return list.stream().filter(Objects::nonNull).toList();
    }
    return List.of();
  }
}
