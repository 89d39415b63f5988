package io.millrace;

import io.millrace.latency.LatencyTable;
import io.millrace.latency.StageLatency;
import io.millrace.memory.MemoryBudget;
import io.millrace.query.CompiledQuery;
import io.millrace.query.QueryCompiler;
import io.millrace.table.StateStore;
import io.millrace.table.SystemTable;
import io.millrace.table.Table;
import io.millrace.table.TableNames;
import io.millrace.table.TableResult;
import io.millrace.table.TableSelects;
import io.millrace.table.TableSetup;
import java.util.List;
import java.util.function.Supplier;

/** The tables of an engine: those that keep results, and the engine's own. Any thread. */
final class Tables {
  private final Millrace engine;
  private final MillraceConfig config;
  private final Supplier<QueryCompiler> compiler;
  private final TableNames names = new TableNames();
  private final TableSelects selects;

  Tables(Millrace engine, MillraceConfig config, Supplier<QueryCompiler> compiler) {
    this.engine = engine;
    this.config = config;
    this.compiler = compiler;
    SystemTable latency =
        new SystemTable(LatencyTable.definition(), () -> LatencyTable.rows(latencies()));
    this.selects = new TableSelects(names, List.of(latency), engine.memoryBudget());
  }

  private List<StageLatency> latencies() {
    if (!config.latencyRecording()) {
      throw new IllegalStateException(
          "no latencies are recorded: engine="
              + config.name()
              + "; start it with MillraceConfig.withLatencyRecording(true)");
    }
    return engine.latencies();
  }

  String newName() {
    return names.newName();
  }

  Table find(String name) {
    return names.find(name);
  }

  /** Makes a table and starts its query. */
  Table open(String name, CompiledQuery query, StateStore state) {
    MemoryBudget budget = engine.memoryBudget();
    Table table =
        new Table(new TableSetup(name, query, config.tableRows(), budget, compiler, state));
    try {
      names.add(table, engine.catalog());
      Query standing =
          config.durability() == null
              ? engine.subscribe(query, Delivery.ORDERED, table.writer())
              : engine
                  .durable()
                  .subscribe("table " + name, query, Delivery.ORDERED, table.writer());
      table.onClose(() -> close(table, standing));
    } catch (RuntimeException e) {
      names.remove(table);
      table.close();
      throw e;
    }
    return table;
  }

  private void close(Table table, Query standing) {
    names.remove(table);
    if (!engine.isClosed()) {
      standing.cancel();
    }
  }

  /** Closes the files of all tables; what they held can be read until they are closed too. */
  void closeFiles() {
    names.all().forEach(Table::closeFile);
  }

  /** Compiles while nobody changes the engine, runs while others may. */
  TableResult query(String sql) {
    TableSelects.Select select;
    synchronized (engine) {
      select = selects.compile(compiler.get(), sql, engine.catalog());
    }
    return select.run();
  }
}
