package io.millrace.sql.values;

import io.millrace.batch.ColumnVector;
import io.millrace.type.BooleanText;
import io.millrace.type.DataType;
import io.millrace.type.DateText;
import io.millrace.type.Decimal128;
import io.millrace.type.TimeText;
import io.millrace.type.TimestampText;
import io.millrace.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** Stores a constant in a column of any type, converted as an assignment. */
public final class ValueWriter {
  private ValueWriter() {}

  /**
   * Stores {@code value}, such as a String, a BigDecimal or a Boolean, at {@code row}.
   *
   * @throws ArithmeticException if a number does not fit
   * @throws IllegalArgumentException if the value cannot be of the column's type
   */
  public static void write(ColumnVector column, int row, Object value) {
    DataType type = column.type();
    switch (type.kind()) {
      case BOOLEAN -> column.bytes()[row] = (byte) (bool(value) ? 1 : 0);
      case INTEGER ->
          column.ints()[row] = (int) whole(value, type, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> column.longs()[row] = whole(value, type, Long.MIN_VALUE, Long.MAX_VALUE);
      case REAL -> column.floats()[row] = (float) floating(value, type);
      case DOUBLE -> column.doubles()[row] = floating(value, type);
      case DECIMAL -> decimal(column, row, value, type);
      case VARCHAR -> text(column, row, string(value, type), type);
      case DATE -> {
        byte[] text = utf8(value, type);
        column.ints()[row] = DateText.parse(text, 0, text.length);
      }
      case TIME -> {
        byte[] text = utf8(value, type);
        column.longs()[row] = TimeText.parse(text, 0, text.length, type.precision());
      }
      case TIMESTAMP -> {
        byte[] text = utf8(value, type);
        column.longs()[row] = TimestampText.parse(text, 0, text.length, type.precision());
      }
      case INTERVAL_DAY, INTERVAL_YEAR -> column.longs()[row] = interval(value, type);
    }
  }

  private static IllegalArgumentException mismatch(Object value, DataType type) {
    return new IllegalArgumentException(
        "cannot be converted: value="
            + value
            + ", type="
            + type.withNullable(true)
            + "; use CAST or a literal of that type");
  }

  private static boolean bool(Object value) {
    if (value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return BooleanText.parse(bytes, 0, bytes.length);
    }
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw mismatch(value, DataType.of(TypeKind.BOOLEAN));
  }

  /** An integer of a range, rounded half up. */
  private static long whole(Object value, DataType type, long least, long greatest) {
    BigDecimal number = exact(value, type).setScale(0, RoundingMode.HALF_UP);
    boolean fits =
        number.compareTo(BigDecimal.valueOf(least)) >= 0
            && number.compareTo(BigDecimal.valueOf(greatest)) <= 0;
    if (!fits) {
      throw new ArithmeticException(
          "out of range: value="
              + number.toPlainString()
              + "; it must be "
              + least
              + " to "
              + greatest);
    }
    return number.longValueExact();
  }

  private static BigDecimal exact(Object value, DataType type) {
    if (value instanceof BigDecimal number) {
      return number;
    }
    if (value instanceof Double number && !number.isNaN() && !number.isInfinite()) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof String text) {
      try {
        return new BigDecimal(text.strip());
      } catch (NumberFormatException e) {
        throw noNumber(text, e);
      }
    }
    throw mismatch(value, type);
  }

  private static IllegalArgumentException noNumber(String text, NumberFormatException cause) {
    return new IllegalArgumentException(
        "not a number: text=" + text + "; write digits with an optional sign, point and exponent",
        cause);
  }

  private static double floating(Object value, DataType type) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof String text) {
      try {
        return Double.parseDouble(text.strip());
      } catch (NumberFormatException e) {
        throw noNumber(text, e);
      }
    }
    throw mismatch(value, type);
  }

  private static void decimal(ColumnVector column, int row, Object value, DataType type) {
    BigDecimal exact = exact(value, type).setScale(type.scale(), RoundingMode.HALF_UP);
    if (exact.precision() > type.precision()) {
      throw new ArithmeticException(
          "too many digits: value="
              + exact.toPlainString()
              + "; at most "
              + (type.precision() - type.scale())
              + " before the point");
    }
    BigInteger unscaled = exact.unscaledValue();
    if (type.precision() <= DataType.MAX_LONG_DECIMAL_PRECISION) {
      column.longs()[row] = unscaled.longValueExact();
    } else {
      Decimal128 wide = new Decimal128().set(unscaled);
      column.highs()[row] = wide.high();
      column.longs()[row] = wide.low();
    }
  }

  private static String string(Object value, DataType type) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof ConstantValue.Interval) {
      throw mismatch(value, type);
    }
    return value.toString();
  }

  private static void text(ColumnVector column, int row, String text, DataType type) {
    int characters = text.codePointCount(0, text.length());
    if (type.precision() != DataType.UNLIMITED && characters > type.precision()) {
      throw new IllegalArgumentException(
          "too long: characters=" + characters + "; at most " + type.precision());
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    column.setVarchar(row, bytes, 0, bytes.length);
  }

  private static byte[] utf8(Object value, DataType type) {
    if (value instanceof String text) {
      return text.strip().getBytes(StandardCharsets.UTF_8);
    }
    throw mismatch(value, type);
  }

  private static long interval(Object value, DataType type) {
    boolean months = type.kind() == TypeKind.INTERVAL_YEAR;
    if (value instanceof ConstantValue.Interval interval && interval.months() == months) {
      return interval.value();
    }
    throw mismatch(value, type);
  }
}
