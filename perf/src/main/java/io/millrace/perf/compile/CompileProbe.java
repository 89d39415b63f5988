package io.millrace.perf.compile;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.RefusalSink;
import io.millrace.engine.RowSink;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.memory.MemoryBudget;
import io.millrace.perf.scenario.Scenario;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledScript;
import io.millrace.query.CompiledStatement;
import io.millrace.query.QueryCompiler;
import java.util.ServiceLoader;

/**
 * Main class of a cold JVM: compiles a stream and the scenarios, one after another, twice, and
 * makes an engine of each. Prints the nanoseconds of each on a line; the first has the stream in
 * it.
 */
public final class CompileProbe {
  private static final String DDL =
      "CREATE STREAM orders (order_id BIGINT, customer_id BIGINT, total_amount DECIMAL(12, 2),"
          + " amount DECIMAL(12, 2), event_time TIMESTAMP(3), WATERMARK FOR event_time AS"
          + " event_time);";

  private CompileProbe() {}

  /** Takes no arguments. */
  public static void main(String[] args) {
    Catalog catalog = new Catalog();
    long start = System.nanoTime();
    QueryCompiler compiler = ServiceLoader.load(QueryCompiler.class).findFirst().orElseThrow();
    CompiledScript declaration = compiler.open(DDL, "stream");
    catalog.add(((CompiledStatement.CreateStream) declaration.next(catalog)).definition());
    for (int i = 0; i < 2 * Scenario.values().length; i++) {
      Scenario scenario = Scenario.values()[i % Scenario.values().length];
      CompiledScript script = compiler.open(scenario.sql(), scenario.name());
      CompiledQuery query = (CompiledQuery) script.next(catalog);
      EngineContext context =
          new EngineContext(
              MemoryBudget.unlimited(), 1, CompileProbe::giveBack, RowSink.NONE, RefusalSink.NONE);
      try (StreamExecutionEngine engine = query.factory().create(context)) {
        long end = System.nanoTime();
        System.out.println(end - start + engine.stateSize());
      }
      start = System.nanoTime();
    }
  }

  private static RecordBatch giveBack(RecordBatch output) {
    output.clear();
    return output;
  }
}
