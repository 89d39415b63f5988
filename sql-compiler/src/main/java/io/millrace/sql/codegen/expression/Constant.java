package io.millrace.sql.codegen.expression;

import io.millrace.sql.codegen.JavaText;
import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import java.math.BigDecimal;

/**
 * A value that is known at compile time.
 *
 * @param type its SQL type
 * @param value null for NULL; Boolean; Long for integers, dates, times, timestamps (nanoseconds)
 *     and intervals (nanoseconds or months); BigDecimal of the type's scale; Float; Double; String
 */
record Constant(DataType type, Object value) {
  boolean isNull() {
    return value == null;
  }

  /** The number without loss, or null where it is NULL, NaN, infinite or no number. */
  BigDecimal exactNumber() {
    if (value instanceof Long number && type.kind().isNumeric()) {
      return BigDecimal.valueOf(number);
    }
    return value instanceof BigDecimal number ? number : null;
  }

  /** Whether this is a REAL or DOUBLE that plain Java operators compare as SQL does. */
  boolean isOrdinaryFloating() {
    return value instanceof Double d && !d.isNaN() || value instanceof Float f && !f.isNaN();
  }

  /** Whether the value lies in its type's storage as a Java primitive that has a literal. */
  boolean isPrimitive() {
    return value == null || !SqlTypes.isReference(type);
  }

  /** The Java literal; only if {@link #isPrimitive}. */
  String literal() {
    if (value == null) {
      return SqlTypes.anyValue(type);
    }
    return switch (type.storage()) {
      case BYTE -> value.toString();
      case INT -> JavaText.intLiteral(((Long) value).intValue());
      case LONG -> JavaText.longLiteral(unscaledLong());
      case FLOAT -> JavaText.floatLiteral((Float) value);
      case DOUBLE -> JavaText.doubleLiteral((Double) value);
      case LONG_PAIR, BYTES ->
          throw new IllegalStateException("no literal for a reference: type=" + type);
    };
  }

  private long unscaledLong() {
    return type.kind() == TypeKind.DECIMAL
        ? ((BigDecimal) value).unscaledValue().longValueExact()
        : (Long) value;
  }

  Value toValue(Emission emission) {
    if (isPrimitive()) {
      return new Value(type, literal(), value == null ? "true" : "false");
    }
    return Value.notNull(type, References.constant(emission, this));
  }
}
