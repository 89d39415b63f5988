package io.millrace.connector.file;

import io.millrace.batch.ColumnVector;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Parses the text of one column's fields into its vector. Immutable. */
final class FieldParser {
  private final DataType type;
  private final TypeKind kind;
  private final long timestampUnitNs;
  private final String reason;
  private final String nullReason;

  private FieldParser(DataType type, long timestampUnitNs) {
    this.type = type;
    this.kind = type.kind();
    this.timestampUnitNs = timestampUnitNs;
    this.reason = "not a " + type.withNullable(true);
    this.nullReason = type.nullable() ? null : "NULL in a column that is NOT NULL";
  }

  /** A parser for each column. */
  static FieldParser[] of(Schema schema, long timestampUnitNs) {
    FieldParser[] parsers = new FieldParser[schema.size()];
    for (int i = 0; i < parsers.length; i++) {
      parsers[i] = new FieldParser(schema.type(i), timestampUnitNs);
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
    if (nullReason == null) {
      column.setNull(row);
    }
    return nullReason;
  }

  /** Makes the value not NULL, where it may have been set before. */
  void unsetNull(ColumnVector column, int row) {
    if (nullReason == null) {
      column.nullBits()[row >>> 6] &= ~(1L << row);
    }
  }

  /** Stores what the bytes say; gives back what is wrong with them, or null. */
  String parse(ColumnVector column, int row, byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    try {
      if (kind == TypeKind.VARCHAR) {
        if (type.precision() != DataType.UNLIMITED
            && Utf8.countCharacters(bytes, from, to) > type.precision()) {
          return reason;
        }
        column.setVarchar(row, bytes, from, to - from);
        return null;
      }
      text = text.strip();
      switch (kind) {
        case BOOLEAN -> {
          if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            return reason;
          }
          column.bytes()[row] = (byte) (text.equalsIgnoreCase("true") ? 1 : 0);
        }
        case INTEGER -> column.ints()[row] = Integer.parseInt(text);
        case BIGINT -> column.longs()[row] = Long.parseLong(text);
        case REAL -> column.floats()[row] = Float.parseFloat(text);
        case DOUBLE -> column.doubles()[row] = Double.parseDouble(text);
        case DECIMAL -> {
          BigInteger unscaled =
              new BigDecimal(text).setScale(type.scale(), RoundingMode.UNNECESSARY).unscaledValue();
          if (unscaled.abs().compareTo(BigInteger.TEN.pow(type.precision())) >= 0) {
            return reason;
          }
          column.longs()[row] = unscaled.longValue();
          if (column.highs() != null) {
            column.highs()[row] = unscaled.shiftRight(64).longValue();
          }
        }
        case DATE -> column.ints()[row] = (int) LocalDate.parse(text).toEpochDay();
        case TIME -> column.longs()[row] = LocalTime.parse(text).toNanoOfDay();
        case TIMESTAMP -> {
          if (timestampUnitNs > 0 && text.matches("-?[0-9]+")) {
            column.longs()[row] = Math.multiplyExact(Long.parseLong(text), timestampUnitNs);
          } else {
            LocalDateTime time = LocalDateTime.parse(text.replace(' ', 'T'));
            column.longs()[row] =
                Math.addExact(
                    Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), 1_000_000_000L),
                    time.getNano());
          }
        }
        default -> {
          return reason;
        }
      }
      return null;
    } catch (RuntimeException e) {
      return reason;
    }
  }
}
