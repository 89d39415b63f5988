package io.millrace.connector.file;

import io.millrace.batch.ColumnVector;
import io.millrace.type.BooleanText;
import io.millrace.type.DateText;
import io.millrace.type.DecimalText;
import io.millrace.type.FloatingText;
import io.millrace.type.IntegerText;
import io.millrace.type.IntervalText;
import io.millrace.type.TextBuffer;
import io.millrace.type.TimeText;
import io.millrace.type.TimestampText;

/** Writes values other than VARCHAR as text that reads back as the same values. */
public final class ValueText {
  private ValueText() {}

  /** Appends the value of a row, which must not be NULL. */
  public static void append(TextBuffer out, ColumnVector column, int row) {
    switch (column.type().kind()) {
      case BOOLEAN -> BooleanText.append(out, column.bytes()[row] != 0);
      case INTEGER -> IntegerText.append(out, column.ints()[row]);
      case BIGINT -> IntegerText.append(out, column.longs()[row]);
      case REAL -> FloatingText.append(out, column.floats()[row]);
      case DOUBLE -> FloatingText.append(out, column.doubles()[row]);
      case DECIMAL -> appendDecimal(out, column, row);
      case DATE -> DateText.append(out, column.ints()[row]);
      case TIME -> TimeText.append(out, column.longs()[row]);
      case TIMESTAMP -> TimestampText.append(out, column.longs()[row]);
      case INTERVAL_DAY -> IntervalText.appendDayToSecond(out, column.longs()[row]);
      case INTERVAL_YEAR -> IntervalText.appendYearToMonth(out, column.longs()[row]);
      case VARCHAR -> throw new IllegalArgumentException("VARCHAR has a way of its own");
    }
  }

  private static void appendDecimal(TextBuffer out, ColumnVector column, int row) {
    int scale = column.type().scale();
    if (column.highs() == null) {
      DecimalText.append(out, column.longs()[row], scale);
    } else {
      DecimalText.append(out, column.highs()[row], column.longs()[row], scale);
    }
  }
}
