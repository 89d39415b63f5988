package io.millrace.cli.output;

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
 * Rows of one query that wait to be printed, and the widths of its columns. Column 0 is the
 * operation.
 */
final class TableChunk {
  /** Most characters of a cell. */
  static final int MAX_CELL_WIDTH = 80;

  private static final byte[] NULL = "NULL".getBytes(StandardCharsets.US_ASCII);

  private final String title;
  private final String[] names;
  private final boolean[] alignsRight;
  private final int[] widths;
  private final TextBuffer cells = new TextBuffer();
  private int[] ends = new int[64];
  private int cellCount;
  private boolean showsOperation;
  private boolean headerIsStale = true;
  private boolean printed;

  /** A table without rows; a title that is null is not printed. */
  TableChunk(String title, Schema schema, boolean changelog) {
    this.title = title;
    int size = schema.size() + 1;
    names = new String[size];
    alignsRight = new boolean[size];
    widths = new int[size];
    names[0] = "op";
    widths[0] = 2;
    showsOperation = changelog;
    for (int i = 1; i < size; i++) {
      names[i] = CellText.clean(schema.column(i - 1).name());
      widths[i] = CellText.width(names[i]);
      TypeKind kind = schema.type(i - 1).kind();
      alignsRight[i] = kind.isNumeric();
    }
  }

  /** Takes a copy of a row. */
  void add(RecordBatch rows, int row) {
    byte kind = rows.kinds()[row];
    if (kind != RowKind.INSERT && !showsOperation) {
      showsOperation = true;
      headerIsStale = true;
    }
    cells.append(RowKind.symbol(kind));
    endCell();
    for (int i = 1; i < names.length; i++) {
      int start = cells.length();
      appendCell(rows.column(i - 1), row);
      int width = CellText.fit(cells, start, MAX_CELL_WIDTH);
      if (width > widths[i]) {
        widths[i] = width;
        headerIsStale = true;
      }
      endCell();
    }
  }

  private void appendCell(ColumnVector column, int row) {
    if (column.isNull(row)) {
      cells.append(NULL, 0, NULL.length);
    } else if (column.type().kind() == TypeKind.VARCHAR) {
      CellText.append(cells, column.text(), column.offsets()[row], column.lengths()[row]);
    } else {
      ColumnText.append(cells, column, row);
    }
  }

  private void endCell() {
    if (cellCount == ends.length) {
      ends = Arrays.copyOf(ends, 2 * cellCount);
    }
    ends[cellCount++] = cells.length();
  }

  /** Rows that wait. */
  int rowCount() {
    return cellCount / names.length;
  }

  /** Whether any header was printed. */
  boolean wasPrinted() {
    return printed;
  }

  /** Prints the rows that wait, with a header if it has changed or {@code header} is set. */
  void print(TextBuffer out, boolean header) {
    if (header || headerIsStale) {
      if (printed && !header) {
        out.append('\n');
      }
      printHeader(out);
    }
    int start = 0;
    for (int cell = 0; cell < cellCount; cell++) {
      int column = cell % names.length;
      if (isShown(column)) {
        separate(out, column, " │ ");
        printCell(out, column, start, ends[cell]);
      }
      if (column == names.length - 1) {
        trimEnd(out);
        out.append('\n');
      }
      start = ends[cell];
    }
    cells.length(0);
    cellCount = 0;
  }

  private boolean isShown(int column) {
    return column > 0 || showsOperation;
  }

  private void separate(TextBuffer out, int column, String separator) {
    boolean first = column == 0 || (column == 1 && !showsOperation);
    out.append(first ? separator.substring(2) : separator);
  }

  private void printCell(TextBuffer out, int column, int start, int end) {
    int blanks = widths[column] - CellText.width(cells, start, end);
    out.repeat(' ', alignsRight[column] ? blanks : 0);
    out.append(cells.bytes(), start, end - start);
    out.repeat(' ', alignsRight[column] ? 0 : blanks);
  }

  private void printHeader(TextBuffer out) {
    if (title != null) {
      out.append(title).append('\n');
    }
    for (int i = 0; i < names.length; i++) {
      if (isShown(i)) {
        separate(out, i, " │ ");
        int blanks = widths[i] - CellText.width(names[i]);
        out.repeat(' ', alignsRight[i] ? blanks : 0).append(names[i]);
        out.repeat(' ', alignsRight[i] ? 0 : blanks);
      }
    }
    trimEnd(out);
    out.append('\n');
    for (int i = 0; i < names.length; i++) {
      if (isShown(i)) {
        separate(out, i, "─┼─");
        out.append("─".repeat(widths[i]));
      }
    }
    out.append("─\n");
    headerIsStale = false;
    printed = true;
  }

  private static void trimEnd(TextBuffer out) {
    int length = out.length();
    while (length > 0 && out.bytes()[length - 1] == ' ') {
      length--;
    }
    out.length(length);
  }
}
