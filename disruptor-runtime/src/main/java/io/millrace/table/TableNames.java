package io.millrace.table;

import io.millrace.query.Catalog;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The open tables of an engine by name, case ignored. Any thread. */
public final class TableNames {
  private final Map<String, Table> tables = new HashMap<>();
  private int unnamed;

  /** None. */
  public TableNames() {}

  /** A name that no table has. */
  public synchronized String newName() {
    do {
      unnamed++;
    } while (find("table" + unnamed) != null);
    return "table" + unnamed;
  }

  /**
   * Adds a table.
   *
   * @param streams whose names are taken too
   * @throws IllegalArgumentException if the name is taken, or that of a table of the engine
   */
  public synchronized void add(Table table, Catalog streams) {
    if (key(table.name()).startsWith(SystemTable.PREFIX)
        || streams.find(table.name()) != null
        || tables.putIfAbsent(key(table.name()), table) != null) {
      throw new IllegalArgumentException(
          "name is taken: table=" + table.name() + "; use another, or close what has it");
    }
  }

  /** The table of that name, or null. */
  public synchronized Table find(String name) {
    return tables.get(key(name));
  }

  /** Those that are open now. */
  public synchronized List<Table> all() {
    return List.copyOf(tables.values());
  }

  /** Removes a table, unless another one has its name by now. */
  public synchronized void remove(Table table) {
    tables.remove(key(table.name()), table);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
