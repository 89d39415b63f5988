package io.millrace.sql.plan;

import java.util.List;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** Replaces references to the fields of a step by the expressions that compute them. */
final class Inlining {
  private Inlining() {}

  static RexNode inline(RexNode expression, List<RexNode> fields) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return fields.get(ref.getIndex());
          }
        });
  }
}
