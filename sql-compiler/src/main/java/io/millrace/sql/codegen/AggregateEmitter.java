package io.millrace.sql.codegen;

import io.millrace.sql.codegen.expression.ExpressionEmitter;
import io.millrace.sql.codegen.expression.Value;
import io.millrace.sql.plan.AggregatePlan;
import io.millrace.sql.validate.MillraceTypeFactory;
import io.millrace.type.DataType;
import io.millrace.type.Decimal128;
import io.millrace.type.Storage;
import io.millrace.type.TypeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * The aggregates of a query: which accumulators they need, shared where they need the same, how a
 * row changes them and how results are read.
 */
final class AggregateEmitter {
  private static final DataType WIDE_INTEGER = DataType.decimal(DataType.MAX_DECIMAL_PRECISION, 0);

  private static final RexBuilder REX = new RexBuilder(new MillraceTypeFactory());

  private final List<AggregatePlan> plans;
  private final boolean canBeEmpty;
  private final ClassMembers members;
  private final SlotLayout layout;
  private final Map<String, Accumulator> accumulators = new LinkedHashMap<>();
  private final List<AggregateInput> inputs = new ArrayList<>();

  /**
   * For these aggregates.
   *
   * @param canBeEmpty whether a result can be asked for where no row came
   */
  AggregateEmitter(
      List<AggregatePlan> plans, boolean canBeEmpty, ClassMembers members, SlotLayout layout) {
    this.plans = plans;
    this.canBeEmpty = canBeEmpty;
    this.members = members;
    this.layout = layout;
  }

  /** All expressions over the row. */
  static List<RexNode> expressions(List<AggregatePlan> plans) {
    List<RexNode> expressions = new ArrayList<>();
    for (AggregatePlan plan : plans) {
      if (plan.argument() != null) {
        expressions.add(plan.argument());
      }
      if (plan.filter() != null) {
        expressions.add(plan.filter());
      }
    }
    return expressions;
  }

  /** Computes the arguments of all aggregates. An argument is computed where its filter passes. */
  void arguments(CodeWriter body, ExpressionEmitter emitter) {
    for (AggregatePlan plan : plans) {
      AggregateInput input = input(emitter, plan);
      inputs.add(input);
      declare(plan, input);
    }
  }

  private AggregateInput input(ExpressionEmitter emitter, AggregatePlan plan) {
    String passes = plan.filter() == null ? "true" : emitter.emitCondition(plan.filter());
    String digest = plan.argument() + " filter " + plan.filter();
    if (plan.argument() == null) {
      return new AggregateInput(null, passes, digest);
    }
    Value value = emitter.emit(guarded(plan));
    String counts = JavaText.and(passes, JavaText.not(value.isNull()));
    if (plan.function() == AggregatePlan.Function.COUNT && value.neverNull()) {
      return new AggregateInput(null, passes, "null filter " + plan.filter());
    }
    return new AggregateInput(value, counts, digest);
  }

  /** The argument; one that can fail is computed only where the filter passes. */
  private static RexNode guarded(AggregatePlan plan) {
    RexNode argument = plan.argument();
    if (plan.filter() == null || !ExpressionEmitter.canFail(argument)) {
      return argument;
    }
    return REX.makeCall(
        SqlStdOperatorTable.CASE, plan.filter(), argument, REX.makeNullLiteral(argument.getType()));
  }

  private void declare(AggregatePlan plan, AggregateInput input) {
    switch (plan.function()) {
      case COUNT -> count(input);
      case SUM, AVG -> {
        if (nullable(input)) {
          count(input);
        }
        if (plan.function() == AggregatePlan.Function.AVG) {
          count(input);
        }
        sum(plan, input);
      }
      case MIN, MAX -> extreme(plan, input);
    }
  }

  private boolean nullable(AggregateInput input) {
    return canBeEmpty || !input.always();
  }

  private CountAccumulator count(AggregateInput input) {
    String digest = input.always() ? "count all" : "count " + input.digest();
    return (CountAccumulator)
        accumulators.computeIfAbsent(digest, key -> new CountAccumulator(input, layout, members));
  }

  private SumAccumulator sum(AggregatePlan plan, AggregateInput input) {
    DataType type = sumType(plan, input.value().type());
    return (SumAccumulator)
        accumulators.computeIfAbsent(
            "sum " + type + " " + input.digest(),
            key -> new SumAccumulator(input, type, layout, members));
  }

  private static DataType sumType(AggregatePlan plan, DataType argument) {
    return switch (argument.kind()) {
      case REAL, DOUBLE -> DataType.of(TypeKind.DOUBLE);
      case DECIMAL -> DataType.decimal(DataType.MAX_DECIMAL_PRECISION, argument.scale());
      case INTEGER, BIGINT ->
          plan.function() == AggregatePlan.Function.AVG
              ? WIDE_INTEGER
              : DataType.of(TypeKind.BIGINT);
      default -> argument;
    };
  }

  private ExtremeAccumulator extreme(AggregatePlan plan, AggregateInput input) {
    CountAccumulator count = count(input);
    boolean smallest = plan.function() == AggregatePlan.Function.MIN;
    return (ExtremeAccumulator)
        accumulators.computeIfAbsent(
            (smallest ? "min " : "max ") + input.digest(),
            key -> new ExtremeAccumulator(input, count, smallest, layout, members));
  }

  /** Computes the new state of the row's group in locals; can fail and changes nothing. */
  void prepare(CodeWriter body) {
    accumulators.values().forEach(accumulator -> accumulator.prepare(body));
  }

  /**
   * Whether computing the new state can fail; known before {@link #arguments}. Text can outgrow the
   * memory budget, a sum its type; two longs that sum up longs cannot.
   */
  boolean canFail() {
    return plans.stream().anyMatch(AggregateEmitter::canFail);
  }

  private static boolean canFail(AggregatePlan plan) {
    if (plan.argument() == null || plan.function() == AggregatePlan.Function.COUNT) {
      return false;
    }
    DataType argument = ExpressionEmitter.toDataType(plan.argument().getType());
    boolean isMost =
        plan.function() == AggregatePlan.Function.MIN
            || plan.function() == AggregatePlan.Function.MAX;
    if (isMost) {
      return argument.storage() == Storage.BYTES;
    }
    boolean isLong = argument.storage() == Storage.LONG || argument.storage() == Storage.INT;
    boolean isHalves = isLong && sumType(plan, argument).storage() == Storage.LONG_PAIR;
    return !isHalves && argument.kind() != TypeKind.REAL && argument.kind() != TypeKind.DOUBLE;
  }

  /** Stores the new state. */
  void store(CodeWriter body) {
    accumulators.values().forEach(accumulator -> accumulator.store(body));
  }

  /**
   * The result of one aggregate for the row's group, from locals where it can be, behind {@link
   * #store}.
   *
   * @param asObject whether a sum of 128 bits is wanted as an object, see {@link #updatedHigh}
   */
  Value updated(CodeWriter body, int index, String hint, boolean asObject) {
    AggregatePlan plan = plans.get(index);
    AggregateInput input = inputs.get(index);
    if (plan.function() == AggregatePlan.Function.COUNT) {
      return Value.notNull(DataType.of(TypeKind.BIGINT), count(input).updated());
    }
    if (plan.function() != AggregatePlan.Function.SUM) {
      return load(body, index, hint);
    }
    String isNull = nullable(input) ? count(input).updated() + " == 0L" : "false";
    return sum(plan, input).updated(body, hint, isNull, asObject);
  }

  /** Local with the high half of a sum whose low half {@link #updated} gives, or null. */
  String updatedHigh(int index) {
    AggregatePlan plan = plans.get(index);
    return plan.function() == AggregatePlan.Function.SUM
        ? sum(plan, inputs.get(index)).updatedHigh()
        : null;
  }

  /** Reads the result of one aggregate. */
  Value load(CodeWriter body, int index, String hint) {
    AggregatePlan plan = plans.get(index);
    AggregateInput input = inputs.get(index);
    if (plan.function() == AggregatePlan.Function.COUNT) {
      String name = members.uniqueName(hint);
      body.line("final long " + name + " = " + count(input).stored() + ";");
      return Value.notNull(DataType.of(TypeKind.BIGINT), name);
    }
    String isNull = "false";
    if (nullable(input)) {
      isNull = members.uniqueName(hint + " null");
      body.line("final boolean " + isNull + " = " + count(input).stored() + " == 0L;");
    }
    return switch (plan.function()) {
      case SUM -> sum(plan, input).load(body, hint, isNull);
      case AVG -> average(body, plan, input, hint, isNull);
      default -> extreme(plan, input).load(body, hint, isNull);
    };
  }

  private Value average(
      CodeWriter body, AggregatePlan plan, AggregateInput input, String hint, String isNull) {
    Value sum = sum(plan, input).load(body, hint + " sum", "false");
    String count = count(input).stored();
    if (plan.argument() != null && input.value().type().kind() == TypeKind.DECIMAL) {
      DataType type = ExpressionEmitter.toDataType(plan.type());
      String name = members.scratch(members.use(Decimal128.class), hint);
      body.open("if (" + count + " != 0L)");
      body.line(
          name
              + ".set("
              + sum.code()
              + ").average("
              + count
              + ", "
              + sum.type().scale()
              + ", "
              + type.scale()
              + ");");
      body.close();
      return new Value(type, name, isNull);
    }
    String name = members.uniqueName(hint);
    boolean wide = sum.type().kind() == TypeKind.DECIMAL;
    String dividend = wide ? sum.code() + ".toDouble(0)" : sum.code();
    body.line("final double " + name + " = " + dividend + " / " + count + ";");
    return new Value(DataType.of(TypeKind.DOUBLE), name, isNull);
  }
}
