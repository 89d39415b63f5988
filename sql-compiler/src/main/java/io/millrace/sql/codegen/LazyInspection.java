package io.millrace.sql.codegen;

import io.millrace.engine.Inspection;
import io.millrace.query.ResultKey;
import io.millrace.sql.plan.QueryPlan;
import io.millrace.sql.plan.RowNumberPlan;
import io.millrace.sql.plan.StatelessPlan;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The engines that show the state of a query's, compiled when they are first wanted. Any thread.
 */
final class LazyInspection {
  private final QueryPlan plan;
  private Inspection compiled;

  LazyInspection(QueryPlan plan) {
    this.plan = plan;
  }

  /**
   * The inspection, without values for parameters.
   *
   * @throws IllegalStateException if there is no state
   */
  synchronized Inspection get() {
    if (plan.operator() instanceof StatelessPlan) {
      throw new IllegalStateException(
          "query without state: stream="
              + plan.stream().name()
              + ", columns="
              + plan.names()
              + "; there is nothing to show of a query that neither groups nor numbers rows");
    }
    if (compiled == null) {
      GeneratedQuery generated = QueryCodegen.inspection(plan);
      ResultKey key = null;
      if (plan.operator() instanceof RowNumberPlan over) {
        key = new ResultKey(IntStream.range(0, over.keys().size()).boxed().toList(), List.of());
      }
      compiled =
          new Inspection(generated.outputSchema(), key, generated.source(), generated.factory());
    }
    return compiled;
  }
}
