package io.millrace.corpus.oracle;

import io.millrace.sql.plan.AggregatePlan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.type.SqlTypeName;

/** Aggregates over lists of rows. */
final class Aggregates {
  private Aggregates() {}

  /** The aggregate over rows in order of arrival. */
  static Object of(AggregatePlan aggregate, List<Object[]> rows) {
    List<Object> values = new ArrayList<>();
    for (Object[] row : rows) {
      if (Evaluator.holds(aggregate.filter(), row)) {
        Object value =
            aggregate.argument() == null ? true : Evaluator.eval(aggregate.argument(), row);
        if (value != null) {
          values.add(value);
        }
      }
    }
    if (aggregate.function() == AggregatePlan.Function.COUNT) {
      return (long) values.size();
    }
    if (values.isEmpty()) {
      return null;
    }
    return switch (aggregate.function()) {
      case SUM -> sum(values, aggregate);
      case AVG -> mean(values, aggregate);
      case MIN -> values.stream().reduce((a, b) -> Comparing.compare(b, a) < 0 ? b : a).get();
      default -> values.stream().reduce((a, b) -> Comparing.compare(b, a) > 0 ? b : a).get();
    };
  }

  private static boolean isFloating(Object value) {
    return value instanceof Double || value instanceof Float;
  }

  private static double floatingSum(List<Object> values) {
    double sum = 0;
    for (Object value : values) {
      sum += ((Number) value).doubleValue();
    }
    return sum;
  }

  private static BigDecimal exactSum(List<Object> values) {
    return values.stream().map(Numbers::exact).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Object sum(List<Object> values, AggregatePlan aggregate) {
    return isFloating(values.get(0))
        ? (Object) floatingSum(values)
        : Casts.cast(exactSum(values), aggregate.type());
  }

  private static Object mean(List<Object> values, AggregatePlan aggregate) {
    if (isFloating(values.get(0))) {
      return floatingSum(values) / values.size();
    }
    BigDecimal sum = exactSum(values);
    return aggregate.type().getSqlTypeName() == SqlTypeName.DECIMAL
        ? sum.divide(
            BigDecimal.valueOf(values.size()), aggregate.type().getScale(), RoundingMode.HALF_UP)
        : (Object) (sum.doubleValue() / values.size());
  }
}
