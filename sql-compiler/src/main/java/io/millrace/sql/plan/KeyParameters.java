package io.millrace.sql.plan;

import java.util.List;
import java.util.function.IntFunction;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;

/** Refuses parameters in keys, which reach them through the query in FROM. */
public final class KeyParameters extends RexVisitorImpl<Void> {
  private final IntFunction<RuntimeException> refuse;

  private KeyParameters(IntFunction<RuntimeException> refuse) {
    super(true);
    this.refuse = refuse;
  }

  /**
   * Checks the keys of a plan.
   *
   * @param refuse makes the refusal of a parameter, given by its index
   */
  public static void check(QueryPlan plan, IntFunction<RuntimeException> refuse) {
    List<RexNode> keys =
        plan.operator() instanceof GroupPlan group
            ? group.keys()
            : plan.operator() instanceof RowNumberPlan over ? over.keys() : List.of();
    new KeyParameters(refuse).visitEach(keys);
  }

  @Override
  public Void visitDynamicParam(RexDynamicParam parameter) {
    throw refuse.apply(parameter.getIndex());
  }
}
