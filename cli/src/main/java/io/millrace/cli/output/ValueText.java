package io.millrace.cli.output;

import io.millrace.batch.ColumnVector;
import io.millrace.type.DataType;
import io.millrace.type.TextBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Values other than VARCHAR as text. */
final class ValueText {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_LOCAL_TIME;
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .append(TIME)
          .toFormatter(java.util.Locale.ROOT);

  private ValueText() {}

  /** Appends the value of a row, which is not NULL. */
  static void append(TextBuffer out, ColumnVector column, int row) {
    DataType type = column.type();
    String text =
        switch (type.kind()) {
          case BOOLEAN -> column.bytes()[row] != 0 ? "true" : "false";
          case INTEGER -> Integer.toString(column.ints()[row]);
          case BIGINT -> Long.toString(column.longs()[row]);
          case REAL -> Float.toString(column.floats()[row]);
          case DOUBLE -> Double.toString(column.doubles()[row]);
          case DECIMAL -> decimal(column, row);
          case DATE -> LocalDate.ofEpochDay(column.ints()[row]).toString();
          case TIME -> TIME.format(LocalTime.ofNanoOfDay(column.longs()[row]));
          case TIMESTAMP -> timestamp(column.longs()[row]);
          case INTERVAL_DAY, INTERVAL_YEAR -> Long.toString(column.longs()[row]);
          case VARCHAR -> throw new AssertionError("VARCHAR is appended as bytes");
        };
    out.append(text);
  }

  private static String decimal(ColumnVector column, int row) {
    BigInteger unscaled = BigInteger.valueOf(column.longs()[row]);
    if (column.highs() != null) {
      BigInteger low = new BigInteger(Long.toUnsignedString(column.longs()[row]));
      unscaled = BigInteger.valueOf(column.highs()[row]).shiftLeft(Long.SIZE).add(low);
    }
    return new BigDecimal(unscaled, column.type().scale()).toPlainString();
  }

  private static String timestamp(long ns) {
    long seconds = Math.floorDiv(ns, 1_000_000_000L);
    int fraction = (int) Math.floorMod(ns, 1_000_000_000L);
    return TIMESTAMP.format(LocalDateTime.ofEpochSecond(seconds, fraction, ZoneOffset.UTC));
  }
}
