package io.millrace.sql.codegen.expression;

import io.millrace.sql.codegen.JavaText;
import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact number in generated code, with the digits that it can really have; they are often fewer
 * than those of its SQL type, so that a long does where the type asks for more.
 *
 * @param code the unscaled value as int, long or {@code Decimal128}; otherwise as {@link
 *     Value#code}
 * @param isNull as in {@link Value}
 * @param digits most digits of the unscaled value
 * @param scale digits after the point
 * @param form how the unscaled value lies in Java
 * @param constant the number if it is known, else null
 */
record Exact(String code, String isNull, int digits, int scale, Form form, BigDecimal constant) {

  /** How an unscaled value lies in Java. */
  enum Form {
    INT,
    LONG,
    WIDE
  }

  /** Digits for which every unscaled value fits a long. */
  static final int LONG_DIGITS = 18;

  static Exact of(BigDecimal number) {
    BigDecimal plain = number.scale() < 0 ? number.setScale(0) : number;
    BigInteger unscaled = plain.unscaledValue();
    boolean fits = unscaled.bitLength() < Long.SIZE;
    return new Exact(
        fits ? JavaText.longLiteral(unscaled.longValue()) : null,
        "false",
        plain.signum() == 0 ? 1 : plain.precision(),
        plain.scale(),
        fits ? Form.LONG : Form.WIDE,
        plain);
  }

  static Exact of(Value value) {
    DataType type = value.type();
    Form form =
        switch (type.storage()) {
          case INT -> Form.INT;
          case LONG -> Form.LONG;
          default -> Form.WIDE;
        };
    int scale = type.kind() == TypeKind.DECIMAL ? type.scale() : 0;
    return new Exact(value.code(), value.isNull(), SqlTypes.digits(type), scale, form, null);
  }

  /** A long of the same scale. */
  Exact withCode(String newCode, int newDigits) {
    return new Exact(newCode, isNull, newDigits, scale, Form.LONG, null);
  }

  /** The number where it is known not to be NULL. */
  Exact notNull() {
    return new Exact(code, "false", digits, scale, form, constant);
  }

  boolean isWide() {
    return form == Form.WIDE;
  }

  /** An expression of type long; not for wide ones. */
  String longCode() {
    return form == Form.INT ? "(long) " + JavaText.atom(code) : code;
  }

  /** Whether the number, written with {@code newScale} digits after the point, fits a long. */
  boolean fitsLongAt(int newScale) {
    if (constant != null) {
      return constant.setScale(newScale).unscaledValue().bitLength() < Long.SIZE;
    }
    return !isWide() && (newScale == scale || digitsAt(newScale) <= LONG_DIGITS);
  }

  /** Digits of the unscaled value when the number has {@code newScale} digits after the point. */
  int digitsAt(int newScale) {
    return constant != null && constant.signum() != 0
        ? constant.setScale(newScale).precision()
        : digits + newScale - scale;
  }

  /** The unscaled value with more digits after the point; only if {@link #fitsLongAt}. */
  String codeAt(int newScale) {
    if (constant != null) {
      return JavaText.longLiteral(constant.setScale(newScale).unscaledValue().longValueExact());
    }
    if (newScale == scale) {
      return code;
    }
    return JavaText.atom(code) + " * " + powerOfTen(newScale - scale);
  }

  /** A power of ten as a long literal. */
  static String powerOfTen(int exponent) {
    return JavaText.longLiteral(BigInteger.TEN.pow(exponent).longValueExact());
  }
}
