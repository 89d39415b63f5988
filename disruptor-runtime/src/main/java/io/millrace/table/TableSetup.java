package io.millrace.table;

import io.millrace.memory.MemoryBudget;
import io.millrace.query.CompiledQuery;
import io.millrace.query.QueryCompiler;
import io.millrace.query.ResultKey;
import java.util.function.Supplier;

/**
 * What a table is made of.
 *
 * @param name by which SQL over it knows it
 * @param query whose result it keeps
 * @param maxRows most rows, after which the query fails
 * @param budget bounds what SELECTs over it take meanwhile
 * @param compiler for such SELECTs, asked for at the first
 * @param state where its rows are kept
 */
public record TableSetup(
    String name,
    CompiledQuery query,
    long maxRows,
    MemoryBudget budget,
    Supplier<QueryCompiler> compiler,
    StateStore state) {

  /**
   * Checks that the query has a result that can be kept: one row a group, its key selected.
   *
   * @throws IllegalArgumentException if not
   */
  public TableSetup {
    ResultKey key = query.key();
    if (query.sink() != null) {
      throw new IllegalArgumentException(
          "table of a query that inserts into a stream: stream="
              + query.sink()
              + "; leave INSERT INTO out");
    }
    if (key == null) {
      throw new IllegalArgumentException(
          "table without key: sql="
              + query.sql()
              + "; its rows must be groups, add GROUP BY with what tells them apart");
    }
    if (!key.missing().isEmpty()) {
      throw new IllegalArgumentException(
          "table without its whole key: missing="
              + String.join(", ", key.missing())
              + "; add it to the SELECT list");
    }
  }

  TableLayout layout() {
    int[] columns = query.key().columns().stream().mapToInt(Integer::intValue).toArray();
    return new TableLayout(query.outputSchema(), columns);
  }
}
