package io.millrace.connector.file;

import io.millrace.batch.RecordBatch;
import io.millrace.connector.Candidates;
import io.millrace.connector.ConnectorException;
import io.millrace.type.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * CSV as of RFC 4180. A quote within a field that does not start with one is text. An empty line is
 * no row unless the stream's file has only one column, for which it is an empty field. Fields that
 * are not VARCHAR may have blanks around them.
 */
final class CsvDecoder implements RowDecoder {
  private final CsvScanner scanner;
  private final FieldParser[] parsers;
  private final byte[] nullText;
  private final String place;
  private final Schema schema;
  private final boolean hasHeader;
  private final int[] fieldOf;
  private final LineFault fault = new LineFault();
  private int fileFields;
  private byte[] scratch = new byte[256];
  private int next;

  /** A decoder for these columns. */
  CsvDecoder(Schema schema, FileOptions options) {
    this.schema = schema;
    this.scanner = new CsvScanner(options.delimiter());
    this.parsers = FieldParser.of(schema, options.timestampUnit());
    this.nullText = options.nullText();
    this.place = options.place();
    this.hasHeader = options.header();
    this.fieldOf = new int[schema.size()];
    for (int i = 0; i < fieldOf.length; i++) {
      fieldOf[i] = i;
    }
    this.fileFields = schema.size();
  }

  @Override
  public int readHeader(ByteWindow window) {
    int start = window.start();
    if (!hasHeader || window.isAtEnd() && start == window.end()) {
      return start;
    }
    int behind = scanner.scan(window.bytes(), start, window.end(), window.isAtEnd());
    if (behind == CsvScanner.BAD_QUOTE || behind < 0 && window.isAtEnd()) {
      throw new ConnectorException(
          "malformed header: "
              + place
              + ", reason=a quoted name does not end before the delimiter"
              + "; correct the first line, or say 'header'='false'");
    }
    if (behind < 0) {
      return -1;
    }
    next = behind;
    matchHeader(headerNames(window.bytes()));
    return behind;
  }

  private List<String> headerNames(byte[] bytes) {
    List<String> names = new ArrayList<>();
    for (int field = 0; field < scanner.fieldCount(); field++) {
      int from = scanner.starts()[field];
      String name = new String(bytes, from, scanner.ends()[field] - from, StandardCharsets.UTF_8);
      names.add(
          switch (scanner.quoting()[field]) {
            case CsvScanner.PLAIN -> name.strip();
            case CsvScanner.QUOTED -> name;
            default -> name.replace("\"\"", "\"");
          });
    }
    return names;
  }

  private void matchHeader(List<String> names) {
    fileFields = names.size();
    for (int column = 0; column < fieldOf.length; column++) {
      String name = schema.column(column).name();
      fieldOf[column] = -1;
      for (int field = 0; field < names.size(); field++) {
        if (!names.get(field).equalsIgnoreCase(name)) {
          continue;
        }
        if (fieldOf[column] >= 0) {
          throw new ConnectorException(
              "column stands twice in the header: "
                  + place
                  + ", column="
                  + name
                  + "; rename one, or say 'header'='false' and declare the columns by position");
        }
        fieldOf[column] = field;
      }
      if (fieldOf[column] < 0) {
        throw new ConnectorException(
            "column is not in the header: "
                + place
                + ", column="
                + name
                + "; "
                + Candidates.advice(name, names));
      }
    }
  }

  @Override
  public int decode(ByteWindow window, RecordBatch batch, int row) {
    int start = window.start();
    int end = window.end();
    if (start == end) {
      return window.isAtEnd() ? END : INCOMPLETE;
    }
    byte[] bytes = window.bytes();
    next = scanner.scan(bytes, start, end, window.isAtEnd());
    if (next < 0) {
      return unfinished(window);
    }
    int contentEnd = scanner.contentEnd();
    if (contentEnd == start && fileFields > 1) {
      return NOTHING;
    }
    if (!scanner.isAscii()) {
      int wrong = Utf8.findMalformed(bytes, start, contentEnd);
      if (wrong < contentEnd) {
        fault.set(null, "not UTF-8", bytes, start, contentEnd);
        fault.at(wrong - start + 1);
        return MALFORMED;
      }
    }
    int fields = scanner.fieldCount();
    if (fields < fileFields || fields > fileFields && hasHeader) {
      String wanted = hasHeader ? "" : "at least ";
      fault.set(
          null, fields + " fields instead of " + wanted + fileFields, bytes, start, contentEnd);
      return MALFORMED;
    }
    return parse(bytes, batch, row);
  }

  private int unfinished(ByteWindow window) {
    if (next == CsvScanner.INCOMPLETE && !window.isAtEnd()) {
      return INCOMPLETE;
    }
    String reason =
        next == CsvScanner.INCOMPLETE
            ? "a quote is opened and never closed"
            : "text follows a closing quote";
    int lineFeed = window.findLineFeed(window.start());
    fault.set(null, reason, window.bytes(), window.start(), lineFeed);
    return BROKEN;
  }

  private int parse(byte[] bytes, RecordBatch batch, int row) {
    int[] starts = scanner.starts();
    int[] ends = scanner.ends();
    byte[] quoting = scanner.quoting();
    FieldParser[] parsersHere = parsers;
    for (int column = 0; column < parsersHere.length; column++) {
      int field = fieldOf[column];
      int from = starts[field];
      int to = ends[field];
      byte kind = quoting[field];
      FieldParser parser = parsersHere[column];
      String reason;
      if (kind == CsvScanner.PLAIN ? isNull(bytes, from, to) : from == to && !parser.isText()) {
        reason = parser.setNull(batch.column(column), row);
      } else if (kind == CsvScanner.ESCAPED) {
        int length = unescape(bytes, from, to);
        reason = parser.parse(batch.column(column), row, scratch, 0, length);
      } else {
        reason = parser.parse(batch.column(column), row, bytes, from, to);
      }
      if (reason != null) {
        fault.set(schema.column(column).name(), reason, bytes, from, to);
        return MALFORMED;
      }
    }
    return ROW;
  }

  private boolean isNull(byte[] bytes, int from, int to) {
    byte[] text = nullText;
    return to - from == text.length
        && (text.length == 0 || Arrays.equals(bytes, from, to, text, 0, text.length));
  }

  private int unescape(byte[] bytes, int from, int to) {
    if (scratch.length < to - from) {
      scratch = new byte[Math.max(to - from, 2 * scratch.length)];
    }
    int length = 0;
    for (int i = from; i < to; i++) {
      scratch[length++] = bytes[i];
      if (bytes[i] == '"') {
        i++;
      }
    }
    return length;
  }

  @Override
  public int next() {
    return next;
  }

  @Override
  public int contentEnd() {
    return scanner.contentEnd();
  }

  @Override
  public int lineFeeds() {
    return scanner.lineFeeds();
  }

  @Override
  public LineFault fault() {
    return fault;
  }
}
