package io.millrace.test;

import io.millrace.batch.ColumnText;
import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.query.StreamDefinition;
import io.millrace.type.BooleanText;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.DateText;
import io.millrace.type.Decimal128;
import io.millrace.type.DecimalText;
import io.millrace.type.FloatingText;
import io.millrace.type.IntegerText;
import io.millrace.type.IntervalText;
import io.millrace.type.TextBuffer;
import io.millrace.type.TimeText;
import io.millrace.type.TimestampText;
import io.millrace.type.TypeKind;
import io.millrace.type.ValueFormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows as text: values in the order of the schema with commas between them, {@code NULL} for NULL.
 * Text that has a comma, a quote or blanks around it, is empty or reads {@code NULL}, stands in
 * single quotes, with quotes in it doubled.
 */
final class RowText {
  private static final String NULL = "NULL";

  private RowText() {}

  /** The values of a line; null for NULL. */
  static List<String> split(String line) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    boolean wasQuoted = false;
    for (int i = 0; i <= line.length(); i++) {
      char c = i < line.length() ? line.charAt(i) : ',';
      if (c == ',' && (!quoted || i == line.length())) {
        String text = wasQuoted ? value.toString() : value.toString().strip();
        values.add(!wasQuoted && text.equals(NULL) ? null : text);
        value.setLength(0);
        wasQuoted = false;
      } else if (c == '\'' && (quoted || value.toString().isBlank())) {
        boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '\'';
        if (doubled) {
          value.append(c);
          i++;
        } else if (!quoted && !wasQuoted) {
          value.setLength(0);
          wasQuoted = true;
          quoted = true;
        } else {
          quoted = false;
        }
      } else if (!wasQuoted || quoted) {
        value.append(c);
      }
    }
    return values;
  }

  /** Makes a row of a stream the content of a batch. */
  static void read(StreamDefinition stream, List<String> values, RecordBatch batch) {
    batch.clear();
    if (values.size() != stream.schema().size()) {
      throw new IllegalArgumentException(
          "wrong number of values: stream="
              + stream.name()
              + ", values="
              + values
              + ", columns="
              + stream.schema()
              + "; give one for each column, NULL where there is none");
    }
    for (int i = 0; i < values.size(); i++) {
      try {
        read(stream.schema().column(i), batch.column(i), values.get(i));
      } catch (ValueFormatException e) {
        throw new IllegalArgumentException(
            "wrong value: stream="
                + stream.name()
                + ", column="
                + stream.schema().column(i)
                + "; "
                + e.getMessage(),
            e);
      }
    }
    batch.rowCount(1);
  }

  private static void read(Column column, ColumnVector vector, String value) {
    if (value == null) {
      if (!column.type().nullable()) {
        throw new ValueFormatException(
            "NULL in a column that is NOT NULL", NULL, "expected a value");
      }
      vector.setNull(0);
      return;
    }
    DataType type = column.type();
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    int end = utf8.length;
    switch (type.kind()) {
      case VARCHAR -> vector.setVarchar(0, utf8, 0, end);
      case BOOLEAN -> vector.bytes()[0] = (byte) (BooleanText.parse(utf8, 0, end) ? 1 : 0);
      case INTEGER -> vector.ints()[0] = IntegerText.parseInt(utf8, 0, end);
      case BIGINT -> vector.longs()[0] = IntegerText.parseLong(utf8, 0, end);
      case REAL -> vector.floats()[0] = FloatingText.parseFloat(utf8, 0, end);
      case DOUBLE -> vector.doubles()[0] = FloatingText.parseDouble(utf8, 0, end);
      case DECIMAL -> readDecimal(type, vector, utf8);
      case DATE -> vector.ints()[0] = DateText.parse(utf8, 0, end);
      case TIME -> vector.longs()[0] = TimeText.parse(utf8, 0, end, type.precision());
      case TIMESTAMP -> vector.longs()[0] = TimestampText.parse(utf8, 0, end, type.precision());
      case INTERVAL_DAY -> vector.longs()[0] = IntervalText.parseDayToSecond(utf8, 0, end);
      case INTERVAL_YEAR -> vector.longs()[0] = IntervalText.parseYearToMonth(utf8, 0, end);
    }
  }

  private static void readDecimal(DataType type, ColumnVector vector, byte[] utf8) {
    if (vector.highs() == null) {
      vector.longs()[0] = DecimalText.parse(utf8, 0, utf8.length, type.precision(), type.scale());
    } else {
      Decimal128 wide = new Decimal128();
      DecimalText.parse(utf8, 0, utf8.length, type.precision(), type.scale(), wide);
      vector.highs()[0] = wide.high();
      vector.longs()[0] = wide.low();
    }
  }

  /** The text of some columns of a row. */
  static String of(RecordBatch batch, int row, int[] columns) {
    StringBuilder text = new StringBuilder();
    for (int column : columns) {
      text.append(text.length() == 0 ? "" : ", ").append(of(batch.column(column), row));
    }
    return text.toString();
  }

  private static String of(ColumnVector column, int row) {
    if (column.isNull(row)) {
      return NULL;
    }
    TextBuffer buffer = new TextBuffer();
    ColumnText.append(buffer, column, row);
    String text = buffer.toString();
    boolean plain =
        !text.isEmpty()
            && text.strip().equals(text)
            && !text.equals(NULL)
            && text.indexOf(',') < 0
            && text.indexOf('\'') < 0
            && !Emissions.hasKind(text);
    return plain || column.type().kind() != TypeKind.VARCHAR
        ? text
        : "'" + text.replace("'", "''") + "'";
  }
}
