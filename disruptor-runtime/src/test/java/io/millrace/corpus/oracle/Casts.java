package io.millrace.corpus.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;

/** Casts of values; null stays null. */
final class Casts {
  private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal MIN_INT = BigDecimal.valueOf(Integer.MIN_VALUE);
  private static final BigDecimal MAX_INT = BigDecimal.valueOf(Integer.MAX_VALUE);
  private static final BigDecimal MILLI = BigDecimal.valueOf(1_000_000);

  private Casts() {}

  static Object cast(Object value, RelDataType type) {
    if (value == null) {
      return null;
    }
    try {
      return convert(value, type);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Object convert(Object value, RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> value instanceof String text ? bool(text) : value;
      case INTEGER -> whole(value, MIN_INT, MAX_INT);
      case BIGINT -> whole(value, MIN_LONG, MAX_LONG);
      case DECIMAL -> decimal(value, type.getPrecision(), type.getScale());
      case REAL -> real(value);
      case DOUBLE, FLOAT -> value instanceof String s ? number(s) : ((Number) value).doubleValue();
      case CHAR, VARCHAR -> text(value, type);
      case DATE -> date(value);
      case TIME -> time(value, type.getPrecision());
      case TIMESTAMP -> timestamp(value, type.getPrecision());
      case INTERVAL_YEAR, INTERVAL_YEAR_MONTH, INTERVAL_MONTH ->
          value instanceof Number n ? new Months(units(n, type).longValueExact()) : value;
      default ->
          value instanceof Number n
              ? Duration.ofNanos(units(n, type).multiply(MILLI).longValueExact())
              : value;
    };
  }

  private static BigDecimal units(Number count, RelDataType type) {
    return Numbers.exact(whole(count, MIN_LONG, MAX_LONG))
        .multiply(type.getIntervalQualifier().getUnit().multiplier);
  }

  private static boolean bool(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (!word.equals("true") && !word.equals("false")) {
      throw new IllegalArgumentException("not a BOOLEAN: " + text);
    }
    return word.equals("true");
  }

  private static double number(String text) {
    return Double.parseDouble(text.strip());
  }

  private static Object whole(Object value, BigDecimal least, BigDecimal greatest) {
    BigDecimal number =
        value instanceof String text
            ? new BigDecimal(new BigInteger(text.strip()))
            : decimal(value).setScale(0, RoundingMode.HALF_UP);
    if (number.compareTo(least) < 0 || number.compareTo(greatest) > 0) {
      throw new ArithmeticException("overflow: " + number);
    }
    return number.longValueExact();
  }

  private static Object decimal(Object value, int precision, int scale) {
    BigDecimal number = decimal(value).setScale(scale, RoundingMode.HALF_UP);
    if (number.precision() > precision) {
      throw new ArithmeticException("overflow: " + number);
    }
    return number;
  }

  private static BigDecimal decimal(Object value) {
    if (value instanceof String text) {
      return new BigDecimal(text.strip());
    }
    if (value instanceof Double || value instanceof Float) {
      return new BigDecimal(((Number) value).doubleValue());
    }
    return Numbers.exact(value);
  }

  private static Object real(Object value) {
    if (value instanceof String text) {
      return Float.parseFloat(text.strip());
    }
    float narrowed = ((Number) value).floatValue();
    boolean wasInfinite = value instanceof Double number && number.isInfinite();
    if (Float.isInfinite(narrowed) && !wasInfinite && !(value instanceof Float)) {
      throw new ArithmeticException("overflow: " + value);
    }
    return narrowed;
  }

  private static String text(Object value, RelDataType type) {
    String text = value instanceof String s ? s : ValueText.of(value);
    int most = type.getPrecision();
    int length = text.codePointCount(0, text.length());
    return most < 0 || length <= most ? text : text.substring(0, text.offsetByCodePoints(0, most));
  }

  private static LocalDate date(Object value) {
    if (value instanceof String text) {
      return LocalDate.parse(text.strip());
    }
    return value instanceof LocalDateTime time ? time.toLocalDate() : (LocalDate) value;
  }

  private static LocalTime time(Object value, int precision) {
    LocalTime time =
        value instanceof String text
            ? LocalTime.parse(text.strip())
            : value instanceof LocalDateTime whole ? whole.toLocalTime() : (LocalTime) value;
    return time.with(
        ChronoField.NANO_OF_SECOND, Times.floored(time.get(ChronoField.NANO_OF_SECOND), precision));
  }

  private static LocalDateTime timestamp(Object value, int precision) {
    LocalDateTime time =
        value instanceof String text
            ? Times.parse(text.strip())
            : value instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) value;
    return Times.inRange(time.withNano(Times.floored(time.getNano(), precision)));
  }
}
