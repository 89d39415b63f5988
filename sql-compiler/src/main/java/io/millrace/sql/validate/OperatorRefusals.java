package io.millrace.sql.validate;

import static io.millrace.sql.validate.Positions.refuse;

import io.millrace.query.SqlException;
import io.millrace.sql.codegen.expression.ExpressionEmitter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlTimestampLiteral;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.TimestampString;

/** Refuses functions that validate but cannot be computed, at the place where they stand. */
final class OperatorRefusals extends SqlBasicVisitor<Void> {
  private static final Set<String> AGGREGATES = Set.of("COUNT", "SUM", "AVG", "MIN", "MAX");
  private static final Set<String> WINDOW_FUNCTIONS = Set.of("ROW_NUMBER");

  /** Functions that the expression emitter knows; operators are checked there. */
  static final List<String> FUNCTIONS = ExpressionEmitter.FUNCTIONS;

  private static final Pattern FINER_THAN_MILLIS = Pattern.compile(".*\\.\\d{3}\\d*[1-9]\\d*");

  private static final Set<String> WINDOWING =
      Set.of("TUMBLE", "TUMBLE_START", "TUMBLE_END", "$TUMBLE", "DESCRIPTOR");

  private static final long MOST_SECONDS = Long.MAX_VALUE / 1_000_000_000L - 1;

  private boolean over;

  private OperatorRefusals() {}

  static void check(SqlNode validated) {
    validated.accept(new OperatorRefusals());
  }

  @Override
  public Void visit(SqlCall call) {
    if (call.getKind() == SqlKind.OVER) {
      checkOver(call);
      return null;
    }
    if (call.getOperator() instanceof SqlAggFunction function) {
      checkAggregate(call, function);
    } else if (call.getOperator() instanceof SqlFunction function) {
      checkFunction(call, function);
    }
    if (call.getKind() == SqlKind.GROUPING_SETS
        || call.getKind() == SqlKind.ROLLUP
        || call.getKind() == SqlKind.CUBE) {
      String name = call.getKind().name().replace('_', ' ');
      throw refuse(call, name + " is not supported; write a query for each grouping");
    }
    return super.visit(call);
  }

  /**
   * The validator counts intervals in milliseconds and would drop what is finer; a timestamp is
   * counted in nanoseconds, of which a long has 292 years to each side of 1970.
   */
  @Override
  public Void visit(SqlLiteral literal) {
    if (literal instanceof SqlTimestampLiteral timestamp) {
      long seconds = timestamp.getValueAs(TimestampString.class).getMillisSinceEpoch() / 1000;
      if (Math.abs(seconds) > MOST_SECONDS) {
        throw refuse(
            literal,
            "timestamp is out of range: timestamp="
                + timestamp.toFormattedString()
                + "; use one from 1677-09-22 to 2262-04-11");
      }
    }
    if (literal instanceof SqlIntervalLiteral interval) {
      String text =
          interval.getValueAs(SqlIntervalLiteral.IntervalValue.class).getIntervalLiteral();
      if (FINER_THAN_MILLIS.matcher(text).matches()) {
        throw refuse(
            literal,
            "interval is too fine: interval='" + text + "'; use at most three fraction digits");
      }
    }
    return super.visit(literal);
  }

  private void checkOver(SqlCall call) {
    over = true;
    call.operand(0).accept(this);
    over = false;
    call.operand(1).accept(this);
  }

  private void checkAggregate(SqlCall call, SqlAggFunction function) {
    String name = function.getName().toUpperCase(Locale.ROOT);
    Set<String> known = over ? WINDOW_FUNCTIONS : AGGREGATES;
    if (!known.contains(name) && function.getKind() != SqlKind.FILTER) {
      throw new SqlException(
          over
              ? "window function is not supported: function=" + name + "; ROW_NUMBER() is"
              : "aggregate is not supported: function="
                  + name
                  + "; use one of COUNT, SUM, AVG, MIN, MAX",
          Positions.of(call.getParserPosition()));
    }
    SqlLiteral quantifier = call.getFunctionQuantifier();
    if (quantifier != null && quantifier.getValue() == SqlSelectKeyword.DISTINCT) {
      throw refuse(
          call,
          "DISTINCT in an aggregate is not supported: function="
              + name
              + "; its state would grow with every value, group by the value instead");
    }
  }

  private static void checkFunction(SqlCall call, SqlFunction function) {
    String name = function.getName().toUpperCase(Locale.ROOT);
    String plain = name.startsWith("$") ? name.substring(1) : name;
    if (plain.equals("HOP") || plain.equals("SESSION")) {
      throw refuse(call, "window is not supported: window=" + plain + "; use TUMBLE");
    }
    if (plain.equals("TUMBLE")) {
      WindowLengths.check(call);
    }
    if (name.equals("TIMESTAMPDIFF")
        && call.operand(0) instanceof SqlIntervalQualifier qualifier
        && qualifier.getStartUnit().multiplier.compareTo(TimeUnit.SECOND.multiplier) < 0) {
      throw refuse(
          call,
          "unit is too fine: function=TIMESTAMPDIFF, unit="
              + qualifier.getStartUnit()
              + "; use SECOND or a longer one, or subtract the timestamps");
    }
    if (!FUNCTIONS.contains(name) && !WINDOWING.contains(name)) {
      throw new SqlException(
          "function is not supported: function="
              + name
              + "; use one of "
              + String.join(", ", FUNCTIONS),
          Positions.of(call.getParserPosition()));
    }
  }
}
