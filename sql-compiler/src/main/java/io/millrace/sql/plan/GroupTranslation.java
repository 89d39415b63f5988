package io.millrace.sql.plan;

import io.millrace.query.SqlException;
import io.millrace.query.StreamDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** Plans an aggregation: tells window from keys, and what each aggregate needs. */
final class GroupTranslation {
  private final StreamDefinition stream;
  private final List<RexNode> fields;
  private final Function<String, SqlException> refuse;
  private final List<GroupPlan.GroupField> groups = new ArrayList<>();
  private final List<RexNode> keys = new ArrayList<>();
  private WindowPlan window;

  GroupTranslation(
      StreamDefinition stream, List<RexNode> fields, Function<String, SqlException> refuse) {
    this.stream = stream;
    this.fields = fields;
    this.refuse = refuse;
  }

  GroupPlan plan(Aggregate aggregate) {
    for (int field : aggregate.getGroupSet()) {
      addGroup(fields.get(field));
    }
    List<AggregatePlan> aggregates = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      aggregates.add(aggregate(call));
    }
    return new GroupPlan(
        groups,
        keys,
        window,
        aggregates,
        aggregate.getRowType().getFieldList().stream().map(RelDataTypeField::getType).toList());
  }

  private void addGroup(RexNode expression) {
    if (WindowFunctions.isWindow(expression)) {
      RexCall call = (RexCall) expression;
      setWindow(call);
      groups.add(
          call.getOperator() == WindowFunctions.START
              ? new GroupPlan.GroupField.WindowStart()
              : new GroupPlan.GroupField.WindowEnd());
    } else {
      groups.add(new GroupPlan.GroupField.Key(keys.size()));
      keys.add(expression);
    }
  }

  private void setWindow(RexCall call) {
    WindowPlan found =
        new WindowPlan(
            eventTimeColumn(call.getOperands().get(0)),
            WindowFunctions.nanos(call, 1),
            WindowFunctions.nanos(call, 2));
    if (window != null && !window.equals(found)) {
      throw refuse.apply("two windows in one query; group by one window, and run a query for each");
    }
    window = found;
  }

  private int eventTimeColumn(RexNode time) {
    if (stream.watermark() == null) {
      throw refuse.apply(
          "window over a stream without watermark: stream="
              + stream.name()
              + "; declare WATERMARK FOR column AS column - INTERVAL '…' SECOND in CREATE STREAM");
    }
    String eventTime = stream.schema().column(stream.watermark().column()).name();
    if (time instanceof RexInputRef ref && ref.getIndex() == stream.watermark().column()) {
      return ref.getIndex();
    }
    throw refuse.apply(
        "window over what is not the event time: stream="
            + stream.name()
            + ", eventTime="
            + eventTime
            + "; its windows would never close, use TUMBLE("
            + eventTime
            + ", …)");
  }

  private AggregatePlan aggregate(AggregateCall call) {
    AggregatePlan.Function function =
        AggregatePlan.Function.valueOf(
            call.getAggregation().getKind() == null
                ? call.getAggregation().getName()
                : switch (call.getAggregation().getKind()) {
                  case COUNT -> "COUNT";
                  case SUM, SUM0 -> "SUM";
                  case AVG -> "AVG";
                  case MIN -> "MIN";
                  case MAX -> "MAX";
                  default ->
                      throw refuse.apply(
                          "aggregate is not supported: function="
                              + call.getAggregation().getName()
                              + "; use one of COUNT, SUM, AVG, MIN, MAX");
                });
    if (call.getArgList().size() > 1) {
      throw refuse.apply(
          "aggregate of several arguments is not supported: function="
              + function
              + "; use one argument");
    }
    RexNode argument = call.getArgList().isEmpty() ? null : fields.get(call.getArgList().get(0));
    RexNode filter = call.filterArg < 0 ? null : fields.get(call.filterArg);
    return new AggregatePlan(function, argument, filter, call.getType());
  }
}
