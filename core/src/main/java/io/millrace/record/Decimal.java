package io.millrace.record;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a component a DECIMAL. On a {@code BigDecimal} it gives the type of the column that is
 * declared from the record; on a {@code long} it says that the number is the unscaled value, such
 * as cents, which costs no object.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Decimal {
  /** Digits in all, 1 to 38; at most 18 on a {@code long}. */
  int precision();

  /** Digits after the point, 0 to the precision. */
  int scale();
}
