package io.millrace.connector.file;

import io.millrace.batch.ColumnVector;
import io.millrace.type.BooleanText;
import io.millrace.type.DataType;
import io.millrace.type.DateText;
import io.millrace.type.Decimal128;
import io.millrace.type.DecimalText;
import io.millrace.type.EpochText;
import io.millrace.type.EpochUnit;
import io.millrace.type.FloatingText;
import io.millrace.type.IntegerText;
import io.millrace.type.IntervalText;
import io.millrace.type.Schema;
import io.millrace.type.TimeText;
import io.millrace.type.TimestampText;
import io.millrace.type.TypeKind;
import io.millrace.type.ValueFormatException;

/** Parses the text of one column's fields into its vector. One thread. */
final class FieldParser {
  private static final String NULL_REASON = "NULL in a column that is NOT NULL";
  private static final String NO_UNIT_REASON =
      "not an ISO 8601 timestamp; if it is a number since 1970, declare its 'timestamp-unit'";

  private final DataType type;
  private final TypeKind kind;
  private final int precision;
  private final int scale;
  private final EpochUnit unit;
  private final String reason;
  private final Decimal128 wide = new Decimal128();

  private FieldParser(DataType type, EpochUnit unit) {
    this.type = type;
    this.kind = type.kind();
    this.precision = type.precision();
    this.scale = type.scale();
    this.unit = unit;
    this.reason = "not a value of " + type.withNullable(true);
  }

  /**
   * A parser for each column.
   *
   * @param unit of timestamps that are numbers; null if none may be
   */
  static FieldParser[] of(Schema schema, EpochUnit unit) {
    FieldParser[] parsers = new FieldParser[schema.size()];
    for (int i = 0; i < parsers.length; i++) {
      parsers[i] = new FieldParser(schema.type(i), unit);
    }
    return parsers;
  }

  /** Whether the column is VARCHAR. */
  boolean isText() {
    return kind == TypeKind.VARCHAR;
  }

  /** What is wrong with text that is no value of the type. */
  String reason() {
    return reason;
  }

  /** Makes the value NULL; gives back what is wrong with that, or null. */
  String setNull(ColumnVector column, int row) {
    if (!type.nullable()) {
      return NULL_REASON;
    }
    column.setNull(row);
    return null;
  }

  /** Makes the value not NULL, where it may have been set before. */
  void unsetNull(ColumnVector column, int row) {
    if (type.nullable()) {
      column.nullBits()[row >>> 6] &= ~(1L << row);
    }
  }

  /** Stores what the bytes say; gives back what is wrong with them, or null. */
  String parse(ColumnVector column, int row, byte[] bytes, int from, int to) {
    try {
      switch (kind) {
        case VARCHAR -> {
          return parseText(column, row, bytes, from, to);
        }
        case BIGINT -> column.longs()[row] = IntegerText.parseLong(bytes, from, to);
        case INTEGER -> column.ints()[row] = IntegerText.parseInt(bytes, from, to);
        case DECIMAL -> parseDecimal(column, row, bytes, from, to);
        case DOUBLE -> column.doubles()[row] = FloatingText.parseDouble(bytes, from, to);
        case REAL -> column.floats()[row] = FloatingText.parseFloat(bytes, from, to);
        case BOOLEAN -> column.bytes()[row] = (byte) (BooleanText.parse(bytes, from, to) ? 1 : 0);
        case TIMESTAMP -> column.longs()[row] = parseTimestamp(bytes, from, to);
        case DATE -> column.ints()[row] = DateText.parse(bytes, from, to);
        case TIME -> column.longs()[row] = TimeText.parse(bytes, from, to, precision);
        case INTERVAL_DAY -> column.longs()[row] = IntervalText.parseDayToSecond(bytes, from, to);
        case INTERVAL_YEAR -> column.longs()[row] = IntervalText.parseYearToMonth(bytes, from, to);
      }
      return null;
    } catch (ValueFormatException e) {
      boolean noUnit = kind == TypeKind.TIMESTAMP && unit == null && isNumber(bytes, from, to);
      return noUnit ? NO_UNIT_REASON : e.problem() + ", " + e.expectation();
    }
  }

  private String parseText(ColumnVector column, int row, byte[] bytes, int from, int to) {
    if (precision != DataType.UNLIMITED
        && to - from > precision
        && Utf8.countCharacters(bytes, from, to) > precision) {
      return "longer than " + precision + " characters";
    }
    column.setVarchar(row, bytes, from, to - from);
    return null;
  }

  private void parseDecimal(ColumnVector column, int row, byte[] bytes, int from, int to) {
    if (precision <= DataType.MAX_LONG_DECIMAL_PRECISION) {
      column.longs()[row] = DecimalText.parse(bytes, from, to, precision, scale);
    } else {
      DecimalText.parse(bytes, from, to, precision, scale, wide);
      column.highs()[row] = wide.high();
      column.longs()[row] = wide.low();
    }
  }

  private long parseTimestamp(byte[] bytes, int from, int to) {
    return unit != null && isNumber(bytes, from, to)
        ? EpochText.parse(bytes, from, to, unit, precision)
        : TimestampText.parse(bytes, from, to, precision);
  }

  /** Whether nothing but the beginning can be a sign, which tells a number from a date. */
  private static boolean isNumber(byte[] bytes, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (bytes[i] == '-' && bytes[i - 1] != 'e' && bytes[i - 1] != 'E' || bytes[i] == ':') {
        return false;
      }
    }
    return true;
  }
}
