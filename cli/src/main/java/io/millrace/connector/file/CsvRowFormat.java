package io.millrace.connector.file;

import io.millrace.batch.ColumnText;
import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.batch.RowKind;
import io.millrace.type.Schema;
import io.millrace.type.TextBuffer;
import io.millrace.type.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Rows as CSV lines. A field is quoted if it holds a delimiter, a quote or a line break, or if it
 * would be read as NULL otherwise.
 */
public final class CsvRowFormat implements RowFormat {
  private static final byte[] NOTHING = {};
  private static final String KIND_NAME = "op";

  private final Schema schema;
  private final byte delimiter;
  private final byte[] nullText;
  private final boolean changelog;
  private final boolean quotesNumbers;

  /** Rows with commas between fields and an empty field for NULL. */
  public CsvRowFormat(Schema schema, boolean changelog) {
    this(schema, (byte) ',', NOTHING, changelog);
  }

  /**
   * Rows with other marks.
   *
   * @param schema names the columns
   * @param delimiter stands between fields; ASCII
   * @param nullText stands for NULL
   * @param changelog whether the kind of the row comes first, as a column {@code op}
   */
  CsvRowFormat(Schema schema, byte delimiter, byte[] nullText, boolean changelog) {
    this.schema = schema;
    this.delimiter = delimiter;
    this.nullText = nullText;
    this.changelog = changelog;
    this.quotesNumbers = nullText.length > 0 || isInNumbers((char) delimiter);
  }

  private static boolean isInNumbers(char c) {
    return Character.isLetterOrDigit(c) || "+-.: ".indexOf(c) >= 0;
  }

  @Override
  public void appendHeader(TextBuffer out) {
    if (changelog) {
      appendName(out, KIND_NAME);
    }
    for (int i = 0; i < schema.size(); i++) {
      if (i > 0 || changelog) {
        out.append((char) delimiter);
      }
      appendName(out, schema.column(i).name());
    }
    out.append('\n');
  }

  private void appendName(TextBuffer out, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (name.isEmpty() || !name.equals(name.strip()) || mustQuote(bytes, 0, bytes.length)) {
      appendQuoted(out, bytes, 0, bytes.length);
    } else {
      out.append(bytes, 0, bytes.length);
    }
  }

  @Override
  public void appendRow(TextBuffer out, RecordBatch rows, int row) {
    if (changelog) {
      int from = out.length();
      out.append(RowKind.symbol(rows.kinds()[row]));
      quoteNumber(out, from);
    }
    for (int i = 0; i < schema.size(); i++) {
      if (i > 0 || changelog) {
        out.append((char) delimiter);
      }
      appendValue(out, rows.column(i), row);
    }
    out.append('\n');
  }

  private void appendValue(TextBuffer out, ColumnVector column, int row) {
    if (column.isNull(row)) {
      out.append(nullText, 0, nullText.length);
    } else if (column.type().kind() == TypeKind.VARCHAR) {
      appendText(out, column.text(), column.offsets()[row], column.lengths()[row]);
    } else {
      int from = out.length();
      ColumnText.append(out, column, row);
      quoteNumber(out, from);
    }
  }

  private void appendText(TextBuffer out, byte[] bytes, int from, int count) {
    if (mustQuote(bytes, from, from + count)) {
      appendQuoted(out, bytes, from, from + count);
    } else {
      out.append(bytes, from, count);
    }
  }

  private boolean mustQuote(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte value = bytes[i];
      if (value == delimiter || value == '"' || value == '\n' || value == '\r') {
        return true;
      }
    }
    return Arrays.equals(bytes, from, to, nullText, 0, nullText.length);
  }

  private static void appendQuoted(TextBuffer out, byte[] bytes, int from, int to) {
    out.reserve(2 * (to - from) + 2);
    out.append('"');
    for (int i = from; i < to; i++) {
      if (bytes[i] == '"') {
        out.append('"');
      }
      out.append((char) bytes[i]);
    }
    out.append('"');
  }

  /** Puts quotes around what was appended from {@code from} on, where that can be necessary. */
  private void quoteNumber(TextBuffer out, int from) {
    int to = out.length();
    if (quotesNumbers && mustQuote(out.bytes(), from, to)) {
      out.append("\"\"");
      System.arraycopy(out.bytes(), from, out.bytes(), from + 1, to - from);
      out.bytes()[from] = '"';
    }
  }
}
