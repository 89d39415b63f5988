package io.millrace.sql.validate;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** Refuses windows whose length is no constant, not positive, or counted in months. */
final class WindowLengths {
  private WindowLengths() {}

  /** Checks a call of TUMBLE, in FROM or in GROUP BY. */
  static void check(SqlCall call) {
    boolean isFirst = true;
    for (SqlNode operand : call.getOperandList().subList(1, call.operandCount())) {
      if (operand.getKind() == SqlKind.DESCRIPTOR) {
        continue;
      }
      if (operand instanceof SqlIntervalLiteral interval) {
        check(interval, isFirst);
      } else {
        String what = isFirst ? "length" : "offset";
        throw Positions.refuse(
            operand,
            "window of variable " + what + "; write an INTERVAL literal such as INTERVAL '1' HOUR");
      }
      isFirst = false;
    }
  }

  private static void check(SqlIntervalLiteral literal, boolean isLength) {
    SqlIntervalLiteral.IntervalValue value =
        literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
    String text = value.getIntervalLiteral();
    if (value.getIntervalQualifier().isYearMonth()) {
      throw Positions.refuse(
          literal,
          "window of months, which differ in length: interval="
              + literal
              + "; use days, hours, minutes or seconds");
    }
    boolean isNegative = value.getSign() < 0 || text.startsWith("-");
    if (isLength && (isNegative || text.chars().noneMatch(c -> c >= '1' && c <= '9'))) {
      throw Positions.refuse(
          literal, "window without length: interval=" + literal + "; write a positive interval");
    }
  }
}
