package io.millrace.table;

import io.millrace.output.Row;
import java.nio.file.Path;

/**
 * Reads a table again and again while it is written, until it has come to a sequence: {@code FILE
 * SEQUENCE}. Checks each row, and prints what is there in the end.
 */
final class ReaderProgram {
  private static long checked;

  private ReaderProgram() {}

  public static void main(String[] arguments) {
    long last = Long.parseLong(arguments[1]);
    try (PersistedTable table = PersistedTable.open(Path.of(arguments[0]))) {
      System.out.println("reading");
      TableKey key = table.key();
      long reached = table.sequence();
      while (reached < last) {
        for (PersistedCursor cursor = table.scan(); cursor.next(); ) {
          check(cursor.row());
        }
        for (long k = 0; k < PairTotals.KEYS; k++) {
          Row row = table.find(key.clear().setLong(0, k));
          if (row != null) {
            check(row);
          }
        }
        long now = table.sequence();
        if (now < reached) {
          throw new IllegalStateException("went back: from=" + reached + ", to=" + now);
        }
        reached = now;
      }
      System.out.println("checked " + checked);
      PairTotals.lines(table).forEach(System.out::println);
    }
  }

  private static void check(Row row) {
    checked++;
    String name = row.getString(4);
    boolean nameIsWhole = name.matches("n*[0-6]");
    if (row.getLong(1) + row.getLong(2) != 0 || !nameIsWhole) {
      throw new IllegalStateException("half a row: " + PairTotals.text(row));
    }
  }
}
