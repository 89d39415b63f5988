package io.millrace.sql.plan;

import io.millrace.type.Column;
import io.millrace.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexNode;

/** A plan as text for EXPLAIN: one step a line, the last step first, columns by name. */
final class PlanText {
  private final QueryPlan plan;
  private final List<String> columns;
  private final StringBuilder text = new StringBuilder();
  private int depth;

  private PlanText(QueryPlan plan) {
    this.plan = plan;
    this.columns =
        plan.stream().schema().columns().stream()
            .map(Column::name)
            .map(ExpressionText::name)
            .toList();
  }

  static String of(QueryPlan plan) {
    PlanText text = new PlanText(plan);
    text.append();
    return text.text.toString();
  }

  /** Columns with their types. */
  static String columns(Schema schema) {
    return schema.columns().stream()
        .map(column -> ExpressionText.name(column.name()) + " " + column.type())
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private void append() {
    List<String> fields = fields();
    step("Output " + output(fields) + emission());
    if (plan.outputFilter() != null) {
      step("Filter " + show(plan.outputFilter(), fields));
    }
    if (!(plan.operator() instanceof StatelessPlan)) {
      step(operator());
    }
    if (plan.filter() != null) {
      step("Filter " + show(plan.filter(), columns));
    }
    step("Stream " + ExpressionText.escaped(plan.stream().name()));
  }

  private void step(String line) {
    text.append(depth == 0 ? "" : "\n").append("  ".repeat(depth)).append(line);
    depth++;
  }

  private String emission() {
    return plan.operator() instanceof GroupPlan ? " emit " + plan.emission() : "";
  }

  private String output(List<String> fields) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < plan.outputs().size(); i++) {
      String expression = show(plan.outputs().get(i), fields);
      String name = ExpressionText.name(plan.names().get(i));
      shown.add(expression.equals(name) ? name : expression + " AS " + name);
    }
    return String.join(", ", shown);
  }

  private String operator() {
    if (plan.operator() instanceof RowNumberPlan over) {
      return "RowNumber partition by "
          + list(over.keys())
          + " order by "
          + columns.get(over.eventTimeColumn());
    }
    GroupPlan group = (GroupPlan) plan.operator();
    String aggregates =
        group.aggregates().stream().map(this::show).collect(Collectors.joining(", "));
    return (group.window() == null ? "Group" : window(group.window()) + " group")
        + " by "
        + list(group.keys())
        + " aggregate ["
        + aggregates
        + "]";
  }

  private String window(WindowPlan window) {
    String offset = window.offsetNs() == 0 ? "" : ", offset " + window.offsetNs() + " ns";
    return "TumblingWindow("
        + columns.get(window.eventTimeColumn())
        + ", size "
        + window.sizeNs()
        + " ns"
        + offset
        + ")";
  }

  private String list(List<RexNode> expressions) {
    return expressions.stream()
        .map(expression -> show(expression, columns))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private String show(AggregatePlan aggregate) {
    String argument = aggregate.argument() == null ? "*" : show(aggregate.argument(), columns);
    String call = aggregate.function() + "(" + argument + ")";
    return aggregate.filter() == null
        ? call
        : call + " FILTER (WHERE " + show(aggregate.filter(), columns) + ")";
  }

  /** What the operator's output fields are called. */
  private List<String> fields() {
    List<String> fields = new ArrayList<>(columns);
    if (plan.operator() instanceof RowNumberPlan) {
      fields.add("row_number");
    } else if (plan.operator() instanceof GroupPlan group) {
      fields.clear();
      for (GroupPlan.GroupField field : group.groups()) {
        fields.add(
            field instanceof GroupPlan.GroupField.Key key
                ? show(group.keys().get(key.index()), columns)
                : field instanceof GroupPlan.GroupField.WindowStart
                    ? "window_start"
                    : "window_end");
      }
      group.aggregates().forEach(aggregate -> fields.add(show(aggregate)));
    }
    return fields;
  }

  private static String show(RexNode expression, List<String> names) {
    return ExpressionText.shown(expression, names);
  }
}
