package io.millrace.table;

import io.millrace.memory.MemoryBudget;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.QueryCompiler;
import io.millrace.query.StreamDefinition;
import java.util.List;

/** SELECTs that say themselves which table they read, by its name. */
public final class TableSelects {
  private final TableNames tables;
  private final List<SystemTable> systemTables;
  private final MemoryBudget budget;

  /** Over the open tables and those of the engine; state counts against the budget. */
  public TableSelects(TableNames tables, List<SystemTable> systemTables, MemoryBudget budget) {
    this.tables = tables;
    this.systemTables = List.copyOf(systemTables);
    this.budget = budget;
  }

  /** A SELECT that is compiled and can be run as often as one likes, by any thread. */
  @FunctionalInterface
  public interface Select {
    /** Runs it over what the table holds now, on the calling thread. */
    TableResult run();
  }

  /**
   * Compiles a SELECT.
   *
   * @param streams known too, for a message that says that they are no tables; one thread at a time
   * @throws io.millrace.query.SqlException if it is wrong or refused
   * @throws IllegalArgumentException if it reads a stream, or is no SELECT
   */
  public Select compile(QueryCompiler compiler, String sql, Catalog streams) {
    Catalog catalog = new Catalog();
    systemTables.forEach(table -> catalog.add(table.definition()));
    tables.all().forEach(table -> catalog.add(table.definition()));
    List<String> names = catalog.streams().stream().map(StreamDefinition::name).toList();
    streams.streams().stream()
        .filter(stream -> catalog.find(stream.name()) == null)
        .forEach(catalog::add);
    CompiledQuery query = BoundedSelect.compile(compiler, sql, "query", catalog);
    for (SystemTable table : systemTables) {
      if (table.definition().name().equals(query.stream())) {
        BoundedSelect select = new BoundedSelect(query.stream(), query, budget);
        return () -> select.collect(table.rows().get());
      }
    }
    Table table = tables.find(query.stream());
    if (table == null) {
      throw new IllegalArgumentException(
          "not a table but a stream: name="
              + query.stream()
              + ", tables="
              + names
              + "; subscribe to it, or keep its result with Millrace.table");
    }
    return new TableQuery(table, query, budget)::run;
  }
}
