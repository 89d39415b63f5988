package io.millrace.sql.plan;

import io.millrace.batch.ColumnVector;
import io.millrace.sql.validate.TypeConversion;
import io.millrace.sql.values.ValueWriter;
import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Finds text literals that a query uses as numbers or times and that are none, such as in {@code id
 * + 'x'}: what would fail on every row is better refused at once.
 */
public final class TextConstants extends RexVisitorImpl<Void> {
  private final BiFunction<String, String, RuntimeException> refuse;

  private TextConstants(BiFunction<String, String, RuntimeException> refuse) {
    super(true);
    this.refuse = refuse;
  }

  /**
   * Checks all expressions of a plan.
   *
   * @param refuse makes the refusal of a literal, given first, with a message, given second
   */
  public static void check(QueryPlan plan, BiFunction<String, String, RuntimeException> refuse) {
    TextConstants check = new TextConstants(refuse);
    check.visitEach(plan.outputs());
    Stream.of(plan.filter(), plan.outputFilter())
        .filter(Objects::nonNull)
        .forEach(filter -> filter.accept(check));
    if (plan.operator() instanceof RowNumberPlan over) {
      check.visitEach(over.keys());
    } else if (plan.operator() instanceof GroupPlan group) {
      check.visitEach(group.keys());
      for (AggregatePlan aggregate : group.aggregates()) {
        Stream.of(aggregate.argument(), aggregate.filter())
            .filter(Objects::nonNull)
            .forEach(expression -> expression.accept(check));
      }
    }
  }

  @Override
  public Void visitCall(RexCall call) {
    if (call.getKind() == SqlKind.CAST
        && call.getOperands().get(0) instanceof RexLiteral literal
        && !literal.isNull()
        && SqlTypeUtil.isCharacter(literal.getType())) {
      check(
          literal.getValueAs(String.class),
          TypeConversion.toDataType(call.getType()).withNullable(true));
    }
    return super.visitCall(call);
  }

  private void check(String text, DataType type) {
    if (type.kind() == TypeKind.VARCHAR
        || type.kind() == TypeKind.INTERVAL_DAY
        || type.kind() == TypeKind.INTERVAL_YEAR) {
      return;
    }
    try {
      ValueWriter.write(new ColumnVector(type, 1), 0, text);
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw refuse.apply(
          text,
          "text is no "
              + type
              + ": text="
              + text
              + "; write a value of that type, or CAST the"
              + " other side to VARCHAR");
    }
  }
}
