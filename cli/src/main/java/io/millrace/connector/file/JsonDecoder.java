package io.millrace.connector.file;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON lines: one object a line, as of RFC 8259. Fields are matched to columns by their exact name,
 * else by their name without regard to (ASCII) case; of two that match, the exact one counts, else
 * the later one. A missing field is NULL. Empty lines are passed over.
 */
final class JsonDecoder implements RowDecoder {
  private static final byte MISSING = 0;
  private static final byte SIMILAR = 1;
  private static final byte EXACT = 2;

  private final Schema schema;
  private final FieldParser[] parsers;
  private final byte[][] names;
  private final boolean[] isBoolean;
  private final byte[] found;
  private final JsonScanner scanner;
  private final LineFault fault = new LineFault();
  private int expected;
  private int next;
  private int contentEnd;
  private int lineFeeds;

  /** A decoder for these columns. */
  JsonDecoder(Schema schema, FileOptions options) {
    int columns = schema.size();
    this.schema = schema;
    this.parsers = FieldParser.of(schema, options.timestampUnit());
    this.names = new byte[columns][];
    this.isBoolean = new boolean[columns];
    this.found = new byte[columns];
    this.scanner = new JsonScanner(fault);
    for (int i = 0; i < columns; i++) {
      names[i] = schema.column(i).name().getBytes(StandardCharsets.UTF_8);
      isBoolean[i] = schema.type(i).kind() == TypeKind.BOOLEAN;
    }
  }

  @Override
  public int readHeader(ByteWindow window) {
    return window.start();
  }

  @Override
  public int decode(ByteWindow window, RecordBatch batch, int row) {
    int start = window.start();
    int end = window.end();
    if (start == end) {
      return window.isAtEnd() ? END : INCOMPLETE;
    }
    int lineFeed = window.findLineFeed(start);
    if (lineFeed == end && !window.isAtEnd()) {
      return INCOMPLETE;
    }
    byte[] bytes = window.bytes();
    next = Math.min(lineFeed + 1, end);
    lineFeeds = lineFeed < end ? 1 : 0;
    contentEnd = lineFeed > start && bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
    int wrong = Utf8.findMalformed(bytes, start, contentEnd);
    if (wrong < contentEnd) {
      fault.set(null, "not UTF-8", bytes, start, contentEnd);
      fault.at(wrong - start + 1);
      return MALFORMED;
    }
    scanner.reset(bytes, start, contentEnd);
    if (scanner.atEnd()) {
      return NOTHING;
    }
    return decodeObject(batch, row) ? ROW : MALFORMED;
  }

  private boolean decodeObject(RecordBatch batch, int row) {
    Arrays.fill(found, MISSING);
    expected = 0;
    if (!scanner.take('{', "expected {")) {
      return false;
    }
    if (!scanner.skip('}')) {
      do {
        if (!decodeField(batch, row)) {
          return false;
        }
      } while (scanner.skip(','));
      if (!scanner.take('}', "expected , or }")) {
        return false;
      }
    }
    if (!scanner.atEnd()) {
      return scanner.fail("text follows the object");
    }
    return setMissing(batch, row);
  }

  private boolean decodeField(RecordBatch batch, int row) {
    if (!scanner.takeString("expected a field name")) {
      return false;
    }
    int column = findColumn(scanner.text(), scanner.textFrom(), scanner.textTo());
    if (!scanner.take(':', "expected :")) {
      return false;
    }
    return column < 0 ? scanner.skipValue() : decodeValue(batch.column(column), column, row);
  }

  /** The column of a field, or -1; tries the column behind the last one first. */
  private int findColumn(byte[] text, int from, int to) {
    int columns = names.length;
    for (int i = 0; i < columns; i++) {
      int column = expected + i < columns ? expected + i : expected + i - columns;
      byte[] name = names[column];
      if (name.length == to - from && Arrays.equals(name, 0, name.length, text, from, to)) {
        found[column] = EXACT;
        expected = column + 1 == columns ? 0 : column + 1;
        return column;
      }
    }
    for (int column = 0; column < columns; column++) {
      if (found[column] != EXACT && isSimilar(names[column], text, from, to)) {
        found[column] = SIMILAR;
        return column;
      }
    }
    return -1;
  }

  private static boolean isSimilar(byte[] name, byte[] text, int from, int to) {
    if (name.length != to - from) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (lower(name[i]) != lower(text[from + i])) {
        return false;
      }
    }
    return true;
  }

  private static int lower(byte value) {
    return value >= 'A' && value <= 'Z' ? value + ('a' - 'A') : value;
  }

  private boolean decodeValue(ColumnVector vector, int column, int row) {
    FieldParser parser = parsers[column];
    int kind = scanner.takeValue();
    String reason;
    switch (kind) {
      case JsonScanner.FAILED -> {
        return false;
      }
      case JsonScanner.NULL -> reason = parser.setNull(vector, row);
      case JsonScanner.NESTED -> reason = "a nested value cannot be a " + schema.type(column);
      default -> {
        parser.unsetNull(vector, row);
        boolean mixed = isBoolean[column] != (kind == JsonScanner.BOOLEAN);
        reason =
            mixed && kind != JsonScanner.STRING && !parser.isText()
                ? parser.reason()
                : parser.parse(vector, row, scanner.text(), scanner.textFrom(), scanner.textTo());
      }
    }
    return reason == null || failValue(column, reason);
  }

  private boolean failValue(int column, String reason) {
    fault.set(
        schema.column(column).name(), reason, scanner.text(), scanner.textFrom(), scanner.textTo());
    fault.at(scanner.valuePosition());
    return false;
  }

  private boolean setMissing(RecordBatch batch, int row) {
    for (int column = 0; column < found.length; column++) {
      if (found[column] == MISSING) {
        String reason = parsers[column].setNull(batch.column(column), row);
        if (reason != null) {
          fault.set(
              schema.column(column).name(),
              "the field is missing, but the column is NOT NULL",
              scanner.text(),
              scanner.start(),
              contentEnd);
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public int next() {
    return next;
  }

  @Override
  public int contentEnd() {
    return contentEnd;
  }

  @Override
  public int lineFeeds() {
    return lineFeeds;
  }

  @Override
  public LineFault fault() {
    return fault;
  }
}
