package io.millrace.corpus.oracle;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/** The value of a literal. */
final class Literals {
  private Literals() {}

  static Object value(RexLiteral literal) {
    if (literal.isNull()) {
      return null;
    }
    return switch (literal.getType().getSqlTypeName()) {
      case BOOLEAN -> literal.getValueAs(Boolean.class);
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, FLOAT, DOUBLE ->
          literal.getValue() instanceof BigDecimal exact
              ? Casts.cast(exact, literal.getType())
              : Casts.cast(literal.getValueAs(Double.class), literal.getType());
      case CHAR, VARCHAR -> literal.getValueAs(String.class);
      case DATE -> LocalDate.parse(literal.getValueAs(DateString.class).toString());
      case TIME -> LocalTime.parse(literal.getValueAs(TimeString.class).toString());
      case TIMESTAMP ->
          LocalDateTime.parse(
              literal.getValueAs(TimestampString.class).toString().replace(' ', 'T'));
      case INTERVAL_YEAR, INTERVAL_YEAR_MONTH, INTERVAL_MONTH ->
          new Months(literal.getValueAs(BigDecimal.class).longValueExact());
      case SYMBOL -> literal.getValue().toString();
      default -> Duration.ofMillis(literal.getValueAs(BigDecimal.class).longValueExact());
    };
  }
}
