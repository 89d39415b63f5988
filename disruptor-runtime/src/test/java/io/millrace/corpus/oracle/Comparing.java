package io.millrace.corpus.oracle;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;

/** The order of values that are not null. */
final class Comparing {
  private Comparing() {}

  static int compare(Object left, Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return isFloating(a) || isFloating(b)
          ? Double.compare(plusZero(a.doubleValue()), plusZero(b.doubleValue()))
          : Numbers.exact(a).compareTo(Numbers.exact(b));
    }
    if (left instanceof String a && right instanceof String b) {
      return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }
    if (left instanceof Months a && right instanceof Months b) {
      return Long.compare(a.count(), b.count());
    }
    if (left instanceof Boolean a) {
      return a.compareTo((Boolean) right);
    }
    if (left instanceof LocalTime a) {
      return a.compareTo((LocalTime) right);
    }
    if (left instanceof Duration a) {
      return a.compareTo((Duration) right);
    }
    return midnight(left).compareTo(midnight(right));
  }

  private static boolean isFloating(Number number) {
    return number instanceof Double || number instanceof Float;
  }

  /** The same number, but 0.0 for -0.0; Java has NaN above all others as we do. */
  static double plusZero(double number) {
    return number == 0 ? 0.0 : number;
  }

  private static LocalDateTime midnight(Object time) {
    return time instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) time;
  }

  /** The value of a key as a group shows it, whichever row came first: 0.0 for -0.0. */
  static Object shownKey(Object value) {
    if (value instanceof Float number) {
      return number == 0 ? 0.0f : number;
    }
    return value instanceof Double number ? (Object) plusZero(number) : value;
  }

  /** The value as a part of a key: equal keys are equal objects. */
  static Object key(Object value) {
    return value instanceof BigDecimal number ? number.stripTrailingZeros() : shownKey(value);
  }
}
