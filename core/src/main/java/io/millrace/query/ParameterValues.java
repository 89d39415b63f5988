package io.millrace.query;

import io.millrace.type.DataType;
import io.millrace.type.Decimal128;
import io.millrace.type.TypeKind;
import io.millrace.type.VarcharView;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns values for parameters into those that engines hold: Boolean; Integer for INTEGER and DATE;
 * Long for what else lies in a long; Float; Double; {@link Decimal128}; {@link VarcharView}. A
 * value that its type cannot hold as it is is refused: none is rounded or cut.
 */
final class ParameterValues {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private ParameterValues() {}

  /** The values for all parameters, in their order. */
  static List<Object> of(List<Parameter> parameters, Object[] values) {
    if (values.length != parameters.size()) {
      throw new IllegalArgumentException(
          "wrong number of values: given="
              + values.length
              + ", parameters="
              + parameters
              + "; give one value for each parameter");
    }
    List<Object> stored = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      stored.add(of(parameters.get(i), values[i]));
    }
    return List.copyOf(stored);
  }

  private static Object of(Parameter parameter, Object value) {
    if (value == null) {
      throw wrong("NULL for a parameter", parameter, null, "; write IS NULL in the query instead");
    }
    Object stored;
    try {
      stored = stored(parameter.type(), value);
    } catch (ArithmeticException | DateTimeException e) {
      throw wrong(
          "value does not fit its parameter",
          parameter,
          value,
          "; give a value of this type, or write CAST(? AS …) with a wider one");
    }
    if (stored == null) {
      throw wrong(
          "wrong type of value for a parameter",
          parameter,
          value,
          ", class=" + value.getClass().getName() + "; give " + expected(parameter.type().kind()));
    }
    return stored;
  }

  private static IllegalArgumentException wrong(
      String what, Parameter parameter, Object value, String remedy) {
    return new IllegalArgumentException(
        what
            + ": number="
            + parameter.number()
            + ", type="
            + parameter.type().withNullable(true)
            + (value == null ? "" : ", value=" + value)
            + remedy);
  }

  /** The value as engines hold it, or null if it is of a class that the type does not take. */
  private static Object stored(DataType type, Object value) {
    return switch (type.kind()) {
      case BOOLEAN -> value instanceof Boolean ? value : null;
      case INTEGER -> isInteger(value) ? (Object) Math.toIntExact(integer(value)) : null;
      case BIGINT -> isInteger(value) ? (Object) integer(value) : null;
      case REAL -> value instanceof Float ? value : null;
      case DOUBLE -> floating(value);
      case DECIMAL -> decimal(type, value);
      case VARCHAR -> value instanceof CharSequence text ? text(type, text.toString()) : null;
      default -> time(type, value);
    };
  }

  private static Object time(DataType type, Object value) {
    if (type.kind() == TypeKind.DATE && value instanceof LocalDate date) {
      return Math.toIntExact(date.toEpochDay());
    }
    if (type.kind() == TypeKind.TIME && value instanceof LocalTime time) {
      return fraction(type, time.toNanoOfDay());
    }
    if (type.kind() == TypeKind.TIMESTAMP && value instanceof Instant instant) {
      return fraction(type, nanos(instant.getEpochSecond(), instant.getNano()));
    }
    if (type.kind() == TypeKind.TIMESTAMP && value instanceof LocalDateTime local) {
      return fraction(type, nanos(local.toEpochSecond(ZoneOffset.UTC), local.getNano()));
    }
    if (type.kind() == TypeKind.INTERVAL_DAY && value instanceof Duration duration) {
      return nanos(duration.getSeconds(), duration.getNano());
    }
    if (type.kind() == TypeKind.INTERVAL_YEAR && value instanceof Period period) {
      if (!period.equals(period.withDays(0))) {
        throw new ArithmeticException("days");
      }
      return period.toTotalMonths();
    }
    return null;
  }

  private static boolean isInteger(Object value) {
    return value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte;
  }

  private static long integer(Object value) {
    return ((Number) value).longValue();
  }

  private static Object floating(Object value) {
    boolean exact =
        value instanceof Double
            || value instanceof Float
            || value instanceof Integer
            || value instanceof Short
            || value instanceof Byte;
    return exact ? (Object) ((Number) value).doubleValue() : null;
  }

  private static Object decimal(DataType type, Object value) {
    BigDecimal number = null;
    if (value instanceof BigDecimal given) {
      number = given;
    } else if (value instanceof BigInteger given) {
      number = new BigDecimal(given);
    } else if (isInteger(value)) {
      number = BigDecimal.valueOf(integer(value));
    }
    if (number == null) {
      return null;
    }
    BigDecimal scaled = number.setScale(type.scale());
    if (scaled.precision() > type.precision()) {
      throw new ArithmeticException("digits");
    }
    BigInteger unscaled = scaled.unscaledValue();
    return type.precision() <= DataType.MAX_LONG_DECIMAL_PRECISION
        ? (Object) unscaled.longValueExact()
        : new Decimal128().set(unscaled);
  }

  private static VarcharView text(DataType type, String text) {
    boolean fits =
        type.precision() == DataType.UNLIMITED
            || text.codePointCount(0, text.length()) <= type.precision();
    if (!fits) {
      throw new ArithmeticException("characters");
    }
    return VarcharView.of(text);
  }

  private static long fraction(DataType type, long nanos) {
    long unit = BigInteger.TEN.pow(9 - type.precision()).longValueExact();
    if (nanos % unit != 0) {
      throw new ArithmeticException("fraction digits");
    }
    return nanos;
  }

  private static long nanos(long seconds, int nanos) {
    if (seconds < 0 && nanos > 0) {
      return Math.addExact(
          Math.multiplyExact(seconds + 1, NANOS_PER_SECOND), nanos - NANOS_PER_SECOND);
    }
    return Math.addExact(Math.multiplyExact(seconds, NANOS_PER_SECOND), nanos);
  }

  private static String expected(TypeKind kind) {
    return switch (kind) {
      case BOOLEAN -> "a Boolean";
      case INTEGER, BIGINT -> "a Byte, Short, Integer or Long";
      case REAL -> "a Float";
      case DOUBLE -> "a Double, Float or Integer";
      case DECIMAL -> "a BigDecimal, BigInteger, Integer or Long";
      case VARCHAR -> "a String";
      case DATE -> "a LocalDate";
      case TIME -> "a LocalTime";
      case TIMESTAMP -> "an Instant, or a LocalDateTime in UTC";
      case INTERVAL_DAY -> "a Duration";
      case INTERVAL_YEAR -> "a Period of years and months";
    };
  }
}
