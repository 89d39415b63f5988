package io.millrace.sql.plan;

import io.millrace.type.Column;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexNode;

/**
 * What the state of a query is made of, as text: everything that places or fills a field of it, and
 * nothing that only reads it. WHERE, HAVING and the output are left out; whether groups can be
 * deleted is not, as that is noted in the state.
 */
final class StateShape {
  private final QueryPlan plan;
  private final List<String> columns;

  private StateShape(QueryPlan plan) {
    this.plan = plan;
    this.columns =
        plan.stream().schema().columns().stream()
            .map(Column::name)
            .map(ExpressionText::name)
            .toList();
  }

  static String of(QueryPlan plan) {
    return new StateShape(plan).text();
  }

  private String text() {
    String stream =
        "stream="
            + ExpressionText.name(plan.stream().name())
            + " "
            + PlanText.columns(plan.stream().schema());
    if (plan.operator() instanceof GroupPlan group) {
      return String.join(
          "\n",
          stream,
          "operator=GROUP BY",
          "keys=" + list(group.keys()),
          "window=" + (group.window() == null ? "none" : group.window()),
          "aggregates=" + aggregates(group),
          "emission=" + emission());
    }
    if (plan.operator() instanceof RowNumberPlan over) {
      return String.join(
          "\n",
          stream,
          "operator=ROW_NUMBER",
          "keys=" + list(over.keys()),
          "order=" + columns.get(over.eventTimeColumn()));
    }
    return stream + "\noperator=none";
  }

  private String emission() {
    return plan.emission()
        + (plan.deletes() ? ", groups can leave HAVING" : "")
        + (plan.putsOutOldValues() ? ", with old values" : "");
  }

  private String aggregates(GroupPlan group) {
    return group.aggregates().stream()
        .map(this::aggregate)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private String aggregate(AggregatePlan aggregate) {
    String argument = aggregate.argument() == null ? "*" : show(aggregate.argument());
    String filter =
        aggregate.filter() == null ? "" : " FILTER (WHERE " + show(aggregate.filter()) + ")";
    return aggregate.function() + "(" + argument + ")" + filter;
  }

  private String list(List<RexNode> expressions) {
    return expressions.stream().map(this::show).collect(Collectors.joining(", ", "[", "]"));
  }

  private String show(RexNode expression) {
    return ExpressionText.of(expression, columns);
  }
}
