package io.millrace.record;

import io.millrace.batch.ColumnVector;
import io.millrace.type.DataType;
import io.millrace.type.Decimal128;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Values of columns as Java objects and back, for generated classes. Free to use anywhere. */
public final class RecordValues {
  private static final long NANOS_OF_SECOND = 1_000_000_000;

  private RecordValues() {}

  /** The error of a null where NULL is not allowed. */
  public static IllegalArgumentException missing(String column) {
    return new IllegalArgumentException(
        "record without a value for a NOT NULL column: column=" + column + "; give it a value");
  }

  /** Checks that a value can go into a primitive component. */
  public static void checkPresent(ColumnVector column, int row, String component) {
    if (column.isNull(row)) {
      throw new IllegalArgumentException(
          "NULL for a primitive: component="
              + component
              + "; use the wrapper class, or COALESCE in the query");
    }
  }

  /** Nanoseconds since 1970-01-01T00:00:00. */
  public static long nanos(Instant value) {
    return nanos(value.getEpochSecond(), value.getNano(), value);
  }

  /** Nanoseconds since 1970-01-01T00:00:00, without a zone. */
  public static long nanos(LocalDateTime value) {
    return nanos(value.toEpochSecond(ZoneOffset.UTC), value.getNano(), value);
  }

  /** Nanoseconds. */
  public static long nanos(Duration value) {
    return nanos(value.getSeconds(), value.getNano(), value);
  }

  private static long nanos(long seconds, int nano, Object value) {
    boolean negative = seconds < 0 && nano > 0;
    long whole = negative ? seconds + 1 : seconds;
    long part = negative ? nano - NANOS_OF_SECOND : nano;
    long high = Math.multiplyHigh(whole, NANOS_OF_SECOND);
    long low = whole * NANOS_OF_SECOND;
    long sum = low + part;
    if (high != low >> 63 || ((low ^ sum) & (part ^ sum)) < 0) {
      throw new IllegalArgumentException(
          "time out of range: value=" + value + "; nanoseconds must fit 64 bits");
    }
    return sum;
  }

  /** Days since 1970-01-01. */
  public static int days(LocalDate value) {
    long days = value.toEpochDay();
    if (days != (int) days) {
      throw new IllegalArgumentException(
          "date out of range: value=" + value + "; days since 1970-01-01 must fit 32 bits");
    }
    return (int) days;
  }

  /** Stores a DECIMAL, exactly. */
  public static void setDecimal(ColumnVector column, int row, BigDecimal value) {
    DataType type = column.type();
    BigInteger unscaled = unscaled(type, value);
    if (column.highs() == null) {
      column.longs()[row] = unscaled.longValue();
    } else {
      column.highs()[row] = unscaled.shiftRight(Long.SIZE).longValue();
      column.longs()[row] = unscaled.longValue();
    }
  }

  private static BigInteger unscaled(DataType type, BigDecimal value) {
    boolean digitsLost =
        value.scale() > type.scale() && value.stripTrailingZeros().scale() > type.scale();
    long digits = (long) value.precision() - value.scale() + type.scale();
    if (digitsLost || digits > type.precision() && value.signum() != 0) {
      throw new IllegalArgumentException(
          "number does not fit its column: value="
              + value
              + ", type="
              + type
              + "; round it first, or use a wider type");
    }
    return value.setScale(type.scale()).unscaledValue();
  }

  /** A DECIMAL, BIGINT or INTEGER. */
  public static BigDecimal decimal(ColumnVector column, int row) {
    int scale = column.type().scale();
    if (column.ints() != null) {
      return BigDecimal.valueOf(column.ints()[row]);
    }
    if (column.highs() == null) {
      return BigDecimal.valueOf(column.longs()[row], scale);
    }
    Decimal128 wide = new Decimal128().set(column.highs()[row], column.longs()[row]);
    return new BigDecimal(wide.toBigInteger(), scale);
  }

  /** The unscaled value of a DECIMAL of any precision that fits a long. */
  public static long unscaled(ColumnVector column, int row) {
    long low = column.longs()[row];
    if (column.highs() != null && column.highs()[row] != low >> 63) {
      throw new IllegalArgumentException(
          "number does not fit a long: value="
              + decimal(column, row)
              + ", column type="
              + column.type()
              + "; use a BigDecimal component");
    }
    return low;
  }

  /** A TIMESTAMP. */
  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, NANOS_OF_SECOND), Math.floorMod(nanos, NANOS_OF_SECOND));
  }

  /** A TIMESTAMP. */
  public static LocalDateTime dateTime(long nanos) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(nanos, NANOS_OF_SECOND),
        (int) Math.floorMod(nanos, NANOS_OF_SECOND),
        ZoneOffset.UTC);
  }

  /** A TIME. */
  public static LocalTime time(long nanosOfDay) {
    return LocalTime.ofNanoOfDay(nanosOfDay);
  }

  /** A DATE. */
  public static LocalDate date(int days) {
    return LocalDate.ofEpochDay(days);
  }

  /** An INTERVAL of days to seconds. */
  public static Duration duration(long nanos) {
    return Duration.ofNanos(nanos);
  }

  /** A VARCHAR. */
  public static String text(ColumnVector column, int row) {
    return new String(
        column.text(), column.offsets()[row], column.lengths()[row], StandardCharsets.UTF_8);
  }

  /** A VARCHAR that is the name of a constant. */
  public static <E extends Enum<E>> E constant(Class<E> type, ColumnVector column, int row) {
    String name = text(column, row);
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "no such constant: name="
              + name
              + ", enum="
              + type.getName()
              + "; add it, or use a String component",
          e);
    }
  }
}
