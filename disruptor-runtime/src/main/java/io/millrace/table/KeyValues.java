package io.millrace.table;

import io.millrace.type.DataType;
import io.millrace.type.Decimal128;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;

/** Sets key columns to Java objects: the convenient way, which allocates. */
final class KeyValues {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private KeyValues() {}

  /** Sets the first columns of an empty key. */
  static TableKey set(TableKey key, Object... values) {
    if (values == null) {
      return key.setNull(0);
    }
    for (int i = 0; i < values.length; i++) {
      set(key, i, values[i]);
    }
    return key;
  }

  private static void set(TableKey key, int column, Object value) {
    if (column >= key.schema().size()) {
      throw new IllegalArgumentException(
          "too many values for a key: column=" + column + ", key=" + key.schema());
    }
    if (value == null) {
      key.setNull(column);
      return;
    }
    DataType type = key.schema().type(column);
    boolean fits =
        switch (type.kind()) {
          case BOOLEAN -> value instanceof Boolean truth && set(key.setBoolean(column, truth));
          case VARCHAR ->
              value instanceof CharSequence text && set(key.setString(column, text.toString()));
          case REAL -> value instanceof Float number && set(key.setFloat(column, number));
          case DOUBLE -> setDouble(key, column, value);
          case INTEGER, DATE -> setInt(key, column, value);
          case DECIMAL -> setDecimal(key, column, type, value);
          default -> setLong(key, column, value);
        };
    if (!fits) {
      throw new IllegalArgumentException(
          "value does not fit the key column: value="
              + value
              + ", class="
              + value.getClass().getSimpleName()
              + ", column="
              + key.schema().column(column)
              + "; give one of its type");
    }
  }

  private static boolean set(TableKey key) {
    return key != null;
  }

  private static boolean setDouble(TableKey key, int column, Object value) {
    return (value instanceof Double || value instanceof Float)
        && set(key.setDouble(column, ((Number) value).doubleValue()));
  }

  private static boolean setInt(TableKey key, int column, Object value) {
    boolean isDate = key.schema().type(column).kind() == io.millrace.type.TypeKind.DATE;
    if (isDate && value instanceof LocalDate date) {
      return set(key.setInt(column, Math.toIntExact(date.toEpochDay())));
    }
    if (!isWhole(value) || ((Number) value).longValue() != ((Number) value).intValue()) {
      return false;
    }
    return set(key.setInt(column, ((Number) value).intValue()));
  }

  private static boolean isWhole(Object value) {
    return value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte;
  }

  /** A number as {@link TableKey#setLong} takes it, or what java.time has for the type. */
  private static boolean setLong(TableKey key, int column, Object value) {
    if (isWhole(value)) {
      return set(key.setLong(column, ((Number) value).longValue()));
    }
    return switch (key.schema().type(column).kind()) {
      case TIMESTAMP ->
          value instanceof LocalDateTime time && set(key.setLong(column, nanos(time)));
      case TIME -> value instanceof LocalTime time && set(key.setLong(column, time.toNanoOfDay()));
      case INTERVAL_DAY ->
          value instanceof Duration length && set(key.setLong(column, length.toNanos()));
      case INTERVAL_YEAR ->
          value instanceof Period length
              && length.normalized().equals(months(length).normalized())
              && set(key.setLong(column, length.toTotalMonths()));
      default -> false;
    };
  }

  private static long nanos(LocalDateTime time) {
    return Math.addExact(
        Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), NANOS_PER_SECOND), time.getNano());
  }

  private static Period months(Period length) {
    return Period.ofMonths(Math.toIntExact(length.toTotalMonths()));
  }

  private static boolean setDecimal(TableKey key, int column, DataType type, Object value) {
    BigDecimal decimal = decimal(value);
    if (decimal == null || decimal.stripTrailingZeros().scale() > type.scale()) {
      return false;
    }
    BigInteger unscaled = decimal.setScale(type.scale()).unscaledValue();
    if (unscaled.abs().compareTo(BigInteger.TEN.pow(type.precision())) >= 0) {
      return false;
    }
    return type.precision() <= DataType.MAX_LONG_DECIMAL_PRECISION
        ? set(key.setLong(column, unscaled.longValueExact()))
        : set(key.setDecimal(column, new Decimal128().set(unscaled)));
  }

  private static BigDecimal decimal(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof BigInteger whole) {
      return new BigDecimal(whole);
    }
    return isWhole(value) ? BigDecimal.valueOf(((Number) value).longValue()) : null;
  }
}
