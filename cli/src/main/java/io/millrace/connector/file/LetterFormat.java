package io.millrace.connector.file;

import io.millrace.batch.RecordBatch;
import io.millrace.type.Schema;
import io.millrace.type.TextBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What one query did not compute with, as JSON objects, one a line: {@code {"query": "query 1",
 * "kind": "late row", "sequence": 17, "reason": "window closed", "row": {"id": 1}}}; a group stands
 * as text under {@code "group"} in the place of the row. Values are as in {@link JsonRowFormat}.
 * Immutable; free to use from any thread.
 */
public final class LetterFormat {
  private static final byte[] SEQUENCE = ", \"sequence\": ".getBytes(StandardCharsets.US_ASCII);
  private static final long OTHER_QUERY = -1;

  private final byte[] start;
  private final JsonRowFormat rows;

  /**
   * The letters of a query.
   *
   * @param query how messages call the query
   * @param schema columns of the rows that it reads
   */
  public LetterFormat(String query, Schema schema) {
    TextBuffer text = new TextBuffer().append("{\"query\": ");
    appendString(text, query);
    this.start = text.append(", \"kind\": \"").toString().getBytes(StandardCharsets.UTF_8);
    this.rows = JsonRowFormat.ofRows(schema, false);
  }

  /** Appends a letter about a row of a batch, whose columns are those of the format. */
  void appendRow(
      TextBuffer out, String kind, long sequence, String reason, RecordBatch batch, int row) {
    appendStart(out, kind, sequence, reason);
    out.append(", \"row\": ");
    rows.appendRow(out, batch, row);
    out.length(out.length() - 1).append("}\n");
  }

  /** Appends a letter about a group. */
  void appendGroup(TextBuffer out, String kind, long sequence, String reason, String group) {
    appendStart(out, kind, sequence, reason);
    appendString(out.append(", \"group\": "), group);
    out.append("}\n");
  }

  private void appendStart(TextBuffer out, String kind, long sequence, String reason) {
    out.append(start, 0, start.length).append(kind).append("\", \"sequence\": ");
    out.append(Long.toString(sequence)).append(", \"reason\": ");
    appendString(out, reason);
  }

  /** Whether a line is a letter of this query from behind a sequence. */
  boolean isBehind(byte[] line, long sequence) {
    return sequenceOf(line) > sequence;
  }

  /** The sequence of a letter; less than all sequences if it is one of another query. */
  private long sequenceOf(byte[] line) {
    if (!startsWith(line, 0, start)) {
      return OTHER_QUERY;
    }
    int at = start.length;
    while (at < line.length && line[at] != '"') {
      at++;
    }
    if (!startsWith(line, ++at, SEQUENCE)) {
      return OTHER_QUERY;
    }
    long sequence = 0;
    for (int i = at + SEQUENCE.length; i < line.length && line[i] >= '0' && line[i] <= '9'; i++) {
      sequence = 10 * sequence + line[i] - '0';
    }
    return sequence;
  }

  private static boolean startsWith(byte[] line, int at, byte[] part) {
    return at + part.length <= line.length
        && Arrays.equals(line, at, at + part.length, part, 0, part.length);
  }

  private static void appendString(TextBuffer text, String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    JsonStrings.append(text, encoded, 0, encoded.length);
  }
}
