package io.millrace.batch;

import io.millrace.type.BooleanText;
import io.millrace.type.DateText;
import io.millrace.type.DecimalText;
import io.millrace.type.FloatingText;
import io.millrace.type.IntegerText;
import io.millrace.type.IntervalText;
import io.millrace.type.TextBuffer;
import io.millrace.type.TimeText;
import io.millrace.type.TimestampText;

/**
 * Writes the values of a column as text that reads back as the same values. Allocates for some
 * floating point numbers only. Free to use from any thread.
 */
public final class ColumnText {
  private ColumnText() {}

  /** Appends the value of a row, which must not be NULL; VARCHAR as it is, without quotes. */
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
      case VARCHAR -> out.append(column.text(), column.offsets()[row], column.lengths()[row]);
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
