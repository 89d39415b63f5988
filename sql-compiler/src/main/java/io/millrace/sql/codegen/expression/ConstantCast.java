package io.millrace.sql.codegen.expression;

import io.millrace.expression.Datetimes;
import io.millrace.expression.TextCasts;
import io.millrace.type.DataType;
import io.millrace.type.Decimal128;
import io.millrace.type.TextBuffer;
import io.millrace.type.TypeKind;
import io.millrace.type.VarcharView;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** CAST of a constant to another type, with the results that the generated code would give. */
final class ConstantCast {
  private static final int MAX_FRACTION_DIGITS = 9;

  private ConstantCast() {}

  /**
   * The constant as that type.
   *
   * @throws ArithmeticException if it does not fit
   * @throws IllegalArgumentException if it is text that is not of that type, or there is no such
   *     cast
   */
  static Constant cast(Constant constant, DataType type) {
    if (constant.isNull()) {
      return new Constant(type.withNullable(true), null);
    }
    return new Constant(type.withNullable(false), value(constant, type));
  }

  private static Object value(Constant constant, DataType type) {
    TypeKind from = constant.type().kind();
    if (from.isNumeric() && type.kind().isNumeric()) {
      return number(constant, type);
    }
    if (type.kind() == TypeKind.VARCHAR) {
      return limited(text(constant), type);
    }
    if (from == TypeKind.VARCHAR) {
      return fromText(VarcharView.of((String) constant.value()), type);
    }
    if (SqlTypes.isDatetime(constant.type()) && SqlTypes.isDatetime(type)) {
      return datetime((Long) constant.value(), from, type);
    }
    if (from == type.kind()) {
      return constant.value();
    }
    throw new IllegalArgumentException("no cast: from=" + constant.type() + ", to=" + type);
  }

  private static Object number(Constant constant, DataType type) {
    if (SqlTypes.isFloating(type)) {
      return floating(constant, type);
    }
    Object value = constant.value();
    BigDecimal exact =
        SqlTypes.isFloating(constant.type())
            ? new BigDecimal(((Number) value).doubleValue())
            : constant.exactNumber();
    int scale = type.kind() == TypeKind.DECIMAL ? type.scale() : 0;
    BigDecimal rounded = exact.setScale(scale, RoundingMode.HALF_UP);
    return switch (type.kind()) {
      case INTEGER -> (long) rounded.intValueExact();
      case BIGINT -> rounded.longValueExact();
      default -> checkedDecimal(rounded, type);
    };
  }

  private static BigDecimal checkedDecimal(BigDecimal number, DataType type) {
    if (number.precision() > type.precision()) {
      throw new ArithmeticException(type + " overflow: " + number.toPlainString());
    }
    return number;
  }

  private static Object floating(Constant constant, DataType type) {
    Number number = (Number) constant.value();
    if (type.kind() == TypeKind.DOUBLE) {
      return number.doubleValue();
    }
    float narrowed = number.floatValue();
    if (Float.isInfinite(narrowed) && !Double.isInfinite(number.doubleValue())) {
      throw new ArithmeticException("REAL overflow: " + number);
    }
    return narrowed;
  }

  private static Object datetime(long value, TypeKind from, DataType type) {
    TypeKind to = type.kind();
    if (from == to) {
      return to == TypeKind.DATE ? value : floored(value, type);
    }
    if (from == TypeKind.DATE && to == TypeKind.TIMESTAMP) {
      return Datetimes.timestamp(value);
    }
    if (from == TypeKind.TIMESTAMP) {
      return to == TypeKind.DATE
          ? (Object) (long) Datetimes.date(value)
          : (Object) floored(Datetimes.time(value), type);
    }
    throw new IllegalArgumentException("no cast: from=" + from + ", to=" + type);
  }

  private static long floored(long value, DataType type) {
    long unit = BigDecimal.TEN.pow(MAX_FRACTION_DIGITS - type.precision()).longValueExact();
    return Datetimes.floor(value, unit);
  }

  private static Object fromText(VarcharView text, DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> TextCasts.toBoolean(text);
      case INTEGER -> (long) TextCasts.toInteger(text);
      case BIGINT -> TextCasts.toBigint(text);
      case REAL -> TextCasts.toReal(text);
      case DOUBLE -> TextCasts.toDouble(text);
      case DECIMAL -> decimal(text, type);
      case DATE -> (long) TextCasts.toDate(text);
      case TIME -> TextCasts.toTime(text, type.precision());
      case TIMESTAMP -> TextCasts.toTimestamp(text, type.precision());
      case INTERVAL_DAY -> TextCasts.toIntervalDay(text);
      case INTERVAL_YEAR -> TextCasts.toIntervalYear(text);
      case VARCHAR -> text.toString();
    };
  }

  private static BigDecimal decimal(VarcharView text, DataType type) {
    Decimal128 result = new Decimal128();
    TextCasts.toDecimal(text, type.precision(), type.scale(), result);
    return new BigDecimal(result.toBigInteger(), type.scale());
  }

  private static String text(Constant constant) {
    Object value = constant.value();
    TextBuffer out = new TextBuffer();
    switch (constant.type().kind()) {
      case VARCHAR -> out.append((String) value);
      case BOOLEAN -> TextCasts.append(out, (Boolean) value);
      case INTEGER, BIGINT -> TextCasts.append(out, (Long) value);
      case REAL -> TextCasts.append(out, (Float) value);
      case DOUBLE -> TextCasts.append(out, (Double) value);
      case DECIMAL -> out.append(((BigDecimal) value).toPlainString());
      case DATE -> TextCasts.appendDate(out, ((Long) value).intValue());
      case TIME -> TextCasts.appendTime(out, (Long) value);
      case TIMESTAMP -> TextCasts.appendTimestamp(out, (Long) value);
      case INTERVAL_DAY -> TextCasts.appendIntervalDay(out, (Long) value);
      case INTERVAL_YEAR -> TextCasts.appendIntervalYear(out, (Long) value);
    }
    return out.toString();
  }

  private static String limited(String text, DataType type) {
    boolean fits =
        type.precision() == DataType.UNLIMITED
            || text.codePointCount(0, text.length()) <= type.precision();
    return fits ? text : text.substring(0, text.offsetByCodePoints(0, type.precision()));
  }
}
