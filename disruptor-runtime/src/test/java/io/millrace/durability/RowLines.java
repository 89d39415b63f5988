package io.millrace.durability;

import io.millrace.batch.RecordBatch;
import io.millrace.batch.RowKind;
import io.millrace.output.Row;
import io.millrace.table.Table;
import io.millrace.table.TableCursor;
import io.millrace.table.TableVersion;
import io.millrace.type.Storage;
import java.util.ArrayList;
import java.util.List;

/** Rows as text: kind and values, a line each. */
final class RowLines {
  private RowLines() {}

  static void append(RecordBatch batch, StringBuilder text) {
    Row row = new Row();
    for (int i = 0; i < batch.rowCount(); i++) {
      row.wrap(batch, i);
      text.append(RowKind.symbol(row.kind()));
      for (int column = 0; column < row.size(); column++) {
        text.append(' ').append(row.isNull(column) ? "null" : value(row, column));
      }
      text.append('\n');
    }
  }

  private static Object value(Row row, int column) {
    return row.schema().type(column).storage() == Storage.BYTES
        ? row.getString(column)
        : row.getLong(column);
  }

  /** The rows of a table of {@link RecoveryTest#TOTALS}. */
  static List<String> ofTotals(Table table) {
    List<String> rows = new ArrayList<>();
    try (TableVersion version = table.version()) {
      for (TableCursor cursor = version.scan(); cursor.next(); ) {
        rows.add(ofTotals(cursor.row()));
      }
    }
    return rows;
  }

  /** A row of such a table. */
  static String ofTotals(Row row) {
    String customer = row.isNull(0) ? "null" : row.getString(0);
    return customer + " " + row.getLong(1) + " " + row.getLong(2);
  }
}
