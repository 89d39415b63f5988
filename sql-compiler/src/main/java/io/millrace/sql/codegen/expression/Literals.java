package io.millrace.sql.codegen.expression;

import io.millrace.type.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalTime;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/** Calcite's literals as constants. */
final class Literals {
  static final long NS_PER_MS = 1_000_000L;

  private static final BigDecimal NS_PER_SECOND = BigDecimal.valueOf(1_000_000_000L);
  private static final int MS_PER_SECOND = 1000;

  private Literals() {}

  /**
   * The value of a literal in our units.
   *
   * @throws ArithmeticException if it does not fit its type
   */
  static Constant constant(RexLiteral literal) {
    DataType type = SqlTypes.of(literal.getType());
    if (literal.isNull()) {
      return new Constant(type.withNullable(true), null);
    }
    return new Constant(type.withNullable(false), value(literal, type));
  }

  private static Object value(RexLiteral literal, DataType type) {
    Object raw = literal.getValue4();
    return switch (type.kind()) {
      case BOOLEAN -> literal.getValueAs(Boolean.class);
      case INTEGER, BIGINT -> number(raw).setScale(0, RoundingMode.HALF_UP).longValueExact();
      case REAL -> raw instanceof Double d ? (Object) d.floatValue() : number(raw).floatValue();
      case DOUBLE -> raw instanceof Double d ? (Object) d : number(raw).doubleValue();
      case DECIMAL -> number(raw).setScale(type.scale(), RoundingMode.HALF_UP);
      case VARCHAR -> text(raw);
      case DATE -> (long) literal.getValueAs(DateString.class).getDaysSinceEpoch();
      case TIME -> nanosOfDay(literal.getValueAs(TimeString.class));
      case TIMESTAMP -> epochNanos(literal.getValueAs(TimestampString.class));
      case INTERVAL_DAY -> number(raw).multiply(BigDecimal.valueOf(NS_PER_MS)).longValueExact();
      case INTERVAL_YEAR -> number(raw).longValueExact();
    };
  }

  private static BigDecimal number(Object raw) {
    return raw instanceof BigDecimal number ? number : new BigDecimal(raw.toString());
  }

  private static String text(Object raw) {
    return raw instanceof NlsString text ? text.getValue() : raw.toString();
  }

  private static long nanosOfDay(TimeString time) {
    return LocalTime.parse(time.toString()).toNanoOfDay();
  }

  private static long epochNanos(TimestampString timestamp) {
    String text = timestamp.toString();
    int point = text.indexOf('.');
    BigDecimal fraction = point < 0 ? BigDecimal.ZERO : new BigDecimal("0" + text.substring(point));
    long seconds = Math.floorDiv(timestamp.getMillisSinceEpoch(), (long) MS_PER_SECOND);
    return BigDecimal.valueOf(seconds).add(fraction).multiply(NS_PER_SECOND).longValueExact();
  }
}
