package io.millrace.sql.codegen.expression;

import io.millrace.sql.codegen.JavaText;
import io.millrace.type.DataType;

/**
 * A value in generated code.
 *
 * <p>{@code code} can be evaluated anywhere and any number of times: it changes nothing and does
 * not fail, even where the value is NULL. There its result means nothing, and a reference (DECIMAL
 * of more than 18 digits, VARCHAR) must not be followed.
 *
 * @param type the SQL type
 * @param code a Java expression of the type's Java type: boolean; int (INTEGER, DATE); long; float;
 *     double; {@code Decimal128} (DECIMAL of more than 18 digits); {@code VarcharView}
 * @param isNull a Java expression: {@code false} if the value is never NULL, {@code true} if always
 */
public record Value(DataType type, String code, String isNull) {
  /** A value that is never NULL. */
  public static Value notNull(DataType type, String code) {
    return new Value(type.withNullable(false), code, "false");
  }

  /** Whether it is known at compile time that the value is never NULL. */
  public boolean neverNull() {
    return isNull.equals("false");
  }

  /** Whether it is known at compile time that the value is NULL. */
  public boolean alwaysNull() {
    return isNull.equals("true");
  }

  /**
   * For a BOOLEAN: a Java expression that says whether the value is TRUE, so neither FALSE nor
   * NULL.
   */
  public String isTrue() {
    String notNull = JavaText.not(isNull);
    return code.startsWith(notNull + " && ") ? code : JavaText.and(notNull, code);
  }

  /** For a BOOLEAN: a Java expression that says whether the value is FALSE. */
  public String isFalse() {
    return JavaText.and(JavaText.not(isNull), JavaText.not(code));
  }
}
