package io.millrace.corpus.oracle;

import io.millrace.type.FloatingText;
import io.millrace.type.TextBuffer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** Values as the text of the corpus. */
final class ValueText {
  private ValueText() {}

  /** The value in an output row: VARCHAR in quotes, null as NULL. */
  static String shown(Object value) {
    return value == null ? "NULL" : value instanceof String text ? "'" + text + "'" : of(value);
  }

  /** A value that is not null, as a cast to VARCHAR gives it. */
  static String of(Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof Double number) {
      TextBuffer buffer = new TextBuffer();
      FloatingText.append(buffer, number.doubleValue());
      return buffer.toString();
    }
    if (value instanceof Float number) {
      TextBuffer buffer = new TextBuffer();
      FloatingText.append(buffer, number.floatValue());
      return buffer.toString();
    }
    if (value instanceof LocalTime time) {
      return withSeconds(time);
    }
    if (value instanceof LocalDateTime time) {
      return time.toLocalDate() + "T" + withSeconds(time.toLocalTime());
    }
    if (value instanceof Months months) {
      long count = Math.abs(months.count());
      return (months.count() < 0 ? "-" : "") + count / 12 + "-" + count % 12;
    }
    if (value instanceof Duration duration) {
      Duration length = duration.abs();
      return (duration.isNegative() ? "-" : "")
          + length.toDays()
          + " "
          + withSeconds(LocalTime.MIDNIGHT.plus(length.minusDays(length.toDays())));
    }
    return value.toString();
  }

  /** Java leaves out seconds that are 0; fractions have 0, 3, 6 or 9 digits as ours. */
  private static String withSeconds(LocalTime time) {
    String text = time.toString();
    return text.length() == "00:00".length() ? text + ":00" : text;
  }
}
