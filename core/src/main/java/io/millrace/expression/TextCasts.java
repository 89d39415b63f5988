package io.millrace.expression;

import io.millrace.type.BooleanText;
import io.millrace.type.DateText;
import io.millrace.type.Decimal128;
import io.millrace.type.DecimalText;
import io.millrace.type.FloatingText;
import io.millrace.type.IntegerText;
import io.millrace.type.IntervalText;
import io.millrace.type.TextBuffer;
import io.millrace.type.TimeText;
import io.millrace.type.TimestampText;
import io.millrace.type.VarcharView;

/**
 * Casts from and to VARCHAR, in the formats in which values are read from files and printed. Text
 * that is no value of its type is a {@link io.millrace.type.ValueFormatException}.
 */
public final class TextCasts {
  private TextCasts() {}

  /** Text as BOOLEAN. */
  public static boolean toBoolean(VarcharView text) {
    return BooleanText.parse(text.bytes(), text.offset(), end(text));
  }

  /** Text as INTEGER. */
  public static int toInteger(VarcharView text) {
    return IntegerText.parseInt(text.bytes(), text.offset(), end(text));
  }

  /** Text as BIGINT. */
  public static long toBigint(VarcharView text) {
    return IntegerText.parseLong(text.bytes(), text.offset(), end(text));
  }

  /** Text as REAL. */
  public static float toReal(VarcharView text) {
    return FloatingText.parseFloat(text.bytes(), text.offset(), end(text));
  }

  /** Text as DOUBLE. */
  public static double toDouble(VarcharView text) {
    return FloatingText.parseDouble(text.bytes(), text.offset(), end(text));
  }

  /** Text as unscaled DECIMAL of at most 18 digits. */
  public static long toDecimal(VarcharView text, int precision, int scale) {
    return DecimalText.parse(text.bytes(), text.offset(), end(text), precision, scale);
  }

  /** Text as unscaled DECIMAL of at most 38 digits. */
  public static void toDecimal(VarcharView text, int precision, int scale, Decimal128 result) {
    DecimalText.parse(text.bytes(), text.offset(), end(text), precision, scale, result);
  }

  /** Text as DATE. */
  public static int toDate(VarcharView text) {
    return DateText.parse(text.bytes(), text.offset(), end(text));
  }

  /** Text as TIME. */
  public static long toTime(VarcharView text, int precision) {
    return TimeText.parse(text.bytes(), text.offset(), end(text), precision);
  }

  /** Text as TIMESTAMP. */
  public static long toTimestamp(VarcharView text, int precision) {
    return TimestampText.parse(text.bytes(), text.offset(), end(text), precision);
  }

  /** Text as INTERVAL DAY TO SECOND. */
  public static long toIntervalDay(VarcharView text) {
    return IntervalText.parseDayToSecond(text.bytes(), text.offset(), end(text));
  }

  /** Text as INTERVAL YEAR TO MONTH. */
  public static long toIntervalYear(VarcharView text) {
    return IntervalText.parseYearToMonth(text.bytes(), text.offset(), end(text));
  }

  private static int end(VarcharView text) {
    return text.offset() + text.length();
  }

  /** Appends a BOOLEAN. */
  public static TextBuffer append(TextBuffer out, boolean value) {
    BooleanText.append(out, value);
    return out;
  }

  /** Appends an INTEGER or BIGINT. */
  public static TextBuffer append(TextBuffer out, long value) {
    IntegerText.append(out, value);
    return out;
  }

  /** Appends a REAL. */
  public static TextBuffer append(TextBuffer out, float value) {
    FloatingText.append(out, value);
    return out;
  }

  /** Appends a DOUBLE. */
  public static TextBuffer append(TextBuffer out, double value) {
    FloatingText.append(out, value);
    return out;
  }

  /** Appends a DECIMAL of at most 18 digits. */
  public static TextBuffer appendDecimal(TextBuffer out, long unscaled, int scale) {
    DecimalText.append(out, unscaled, scale);
    return out;
  }

  /** Appends a DECIMAL of at most 38 digits. */
  public static TextBuffer appendDecimal(TextBuffer out, Decimal128 unscaled, int scale) {
    DecimalText.append(out, unscaled.high(), unscaled.low(), scale);
    return out;
  }

  /** Appends a DATE. */
  public static TextBuffer appendDate(TextBuffer out, int date) {
    DateText.append(out, date);
    return out;
  }

  /** Appends a TIME. */
  public static TextBuffer appendTime(TextBuffer out, long time) {
    TimeText.append(out, time);
    return out;
  }

  /** Appends a TIMESTAMP. */
  public static TextBuffer appendTimestamp(TextBuffer out, long timestamp) {
    TimestampText.append(out, timestamp);
    return out;
  }

  /** Appends an INTERVAL DAY TO SECOND. */
  public static TextBuffer appendIntervalDay(TextBuffer out, long intervalNs) {
    IntervalText.appendDayToSecond(out, intervalNs);
    return out;
  }

  /** Appends an INTERVAL YEAR TO MONTH. */
  public static TextBuffer appendIntervalYear(TextBuffer out, long months) {
    IntervalText.appendYearToMonth(out, months);
    return out;
  }
}
