package io.millrace.sql.plan;

import io.millrace.query.SqlException;
import io.millrace.query.StreamDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexVisitorImpl;

/** Plans ROW_NUMBER() OVER (PARTITION BY … ORDER BY event time). */
final class RowNumberTranslation {
  private final StreamDefinition stream;
  private final Function<String, SqlException> refuse;

  RowNumberTranslation(StreamDefinition stream, Function<String, SqlException> refuse) {
    this.stream = stream;
    this.refuse = refuse;
  }

  RowNumberPlan plan(List<RexNode> expressions, StatelessPlan input, RexBuilder rex) {
    List<RexOver> overs = overs(expressions);
    RexOver first = overs.get(0);
    for (RexOver over : overs) {
      if (!over.getWindow().equals(first.getWindow())) {
        throw refuse.apply(
            "different OVER clauses in one query; use one, and run a query for each");
      }
    }
    List<RelDataType> types = new ArrayList<>(input.fieldTypes());
    types.add(first.getType());
    return new RowNumberPlan(
        List.copyOf(first.getWindow().partitionKeys), eventTimeColumn(first), types);
  }

  private static List<RexOver> overs(List<RexNode> expressions) {
    List<RexOver> found = new ArrayList<>();
    for (RexNode expression : expressions) {
      expression.accept(
          new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitOver(RexOver over) {
              found.add(over);
              return null;
            }
          });
    }
    return found;
  }

  private int eventTimeColumn(RexOver over) {
    if (stream.watermark() == null) {
      throw refuse.apply(
          "OVER on a stream without watermark: stream="
              + stream.name()
              + "; declare WATERMARK FOR column AS column in CREATE STREAM (without delay if rows"
              + " come in order)");
    }
    String eventTime = stream.schema().column(stream.watermark().column()).name();
    List<RexFieldCollation> order = over.getWindow().orderKeys;
    boolean byEventTime =
        order.size() == 1
            && order.get(0).left instanceof RexInputRef ref
            && ref.getIndex() == stream.watermark().column();
    if (!byEventTime) {
      throw refuse.apply(
          "OVER must be ordered by the event time: stream="
              + stream.name()
              + ", eventTime="
              + eventTime
              + "; write ORDER BY "
              + eventTime);
    }
    return stream.watermark().column();
  }

  /** The expressions with the row number as a reference to the last field. */
  List<RexNode> replaceOver(List<RexNode> expressions, OperatorPlan plan, RexBuilder rex) {
    int last = plan.fieldTypes().size() - 1;
    RexNode rowNumber = rex.makeInputRef(plan.fieldTypes().get(last), last);
    RexShuttle shuttle =
        new RexShuttle() {
          @Override
          public RexNode visitOver(RexOver over) {
            return rowNumber;
          }
        };
    return shuttle.apply(expressions);
  }
}
