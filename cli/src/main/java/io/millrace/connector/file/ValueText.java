package io.millrace.connector.file;

import io.millrace.batch.ColumnVector;
import io.millrace.type.TextBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes values other than VARCHAR as text. */
final class ValueText {
  private ValueText() {}

  /** Appends the value of a row, which must not be NULL. */
  static void append(TextBuffer out, ColumnVector column, int row) {
    switch (column.type().kind()) {
      case BOOLEAN -> out.append(column.bytes()[row] == 0 ? "false" : "true");
      case INTEGER -> out.append(Integer.toString(column.ints()[row]));
      case BIGINT, INTERVAL_DAY, INTERVAL_YEAR -> out.append(Long.toString(column.longs()[row]));
      case REAL -> out.append(Float.toString(column.floats()[row]));
      case DOUBLE -> out.append(Double.toString(column.doubles()[row]));
      case DECIMAL -> {
        BigInteger value = BigInteger.valueOf(column.longs()[row]);
        if (column.highs() != null) {
          BigInteger low = new BigInteger(Long.toUnsignedString(column.longs()[row]));
          value = BigInteger.valueOf(column.highs()[row]).shiftLeft(64).add(low);
        }
        out.append(new BigDecimal(value, column.type().scale()).toPlainString());
      }
      case DATE -> out.append(LocalDate.ofEpochDay(column.ints()[row]).toString());
      case TIME ->
          out.append(
              DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.ofNanoOfDay(column.longs()[row])));
      case TIMESTAMP -> {
        long ns = column.longs()[row];
        LocalDateTime time =
            LocalDateTime.ofEpochSecond(
                Math.floorDiv(ns, 1_000_000_000L),
                Math.floorMod(ns, 1_000_000_000),
                ZoneOffset.UTC);
        out.append(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time));
      }
      case VARCHAR -> throw new IllegalArgumentException("VARCHAR has a way of its own");
    }
  }
}
