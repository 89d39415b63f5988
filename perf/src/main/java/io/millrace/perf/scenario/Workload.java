package io.millrace.perf.scenario;

import io.millrace.batch.RecordBatch;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledScript;
import io.millrace.query.CompiledStatement;
import io.millrace.query.QueryCompiler;
import io.millrace.query.StreamDefinition;
import java.util.ServiceLoader;

/**
 * A scenario over orders in memory: columns {@code order_id, customer_id, total_amount, amount,
 * event_time}, all of one long and NOT NULL, amounts in cents, event times ascending over one day.
 * The rows are not changed by anybody.
 */
public final class Workload {
  /** Index of {@code order_id}. */
  public static final int ORDER_ID = 0;

  /** Index of {@code customer_id}. */
  public static final int CUSTOMER_ID = 1;

  /** Index of {@code total_amount}. */
  public static final int TOTAL_AMOUNT = 2;

  /** Index of {@code amount}. */
  public static final int AMOUNT = 3;

  /** Index of {@code event_time}. */
  public static final int EVENT_TIME = 4;

  private final Scenario scenario;
  private final int customers;
  private final StreamDefinition stream;
  private final CompiledQuery query;
  private final RecordBatch[] batches;

  /**
   * Compiles the query and makes the rows.
   *
   * @param rows a multiple of {@code batchRows}
   * @param customers number of different keys
   */
  public Workload(Scenario scenario, long rows, int batchRows, int customers) {
    this.scenario = scenario;
    this.customers = customers;
    Catalog catalog = new Catalog();
    QueryCompiler compiler = ServiceLoader.load(QueryCompiler.class).findFirst().orElseThrow();
    CompiledScript script = compiler.open(ScenarioOrders.DDL + ";" + scenario.sql(), "workload");
    stream = ((CompiledStatement.CreateStream) script.next(catalog)).definition();
    catalog.add(stream);
    query = (CompiledQuery) script.next(catalog);
    batches =
        ScenarioOrders.batches(
            stream.schema(), Math.toIntExact(rows / batchRows), batchRows, customers);
  }

  private Workload(Scenario scenario, Workload rows) {
    this.scenario = scenario;
    this.customers = rows.customers;
    this.stream = rows.stream;
    this.batches = rows.batches;
    Catalog catalog = new Catalog();
    catalog.add(stream);
    QueryCompiler compiler = ServiceLoader.load(QueryCompiler.class).findFirst().orElseThrow();
    query = (CompiledQuery) compiler.open(scenario.sql(), "workload").next(catalog);
  }

  /** Another scenario over the same rows. */
  public Workload of(Scenario other) {
    return new Workload(other, this);
  }

  /** The scenario. */
  public Scenario scenario() {
    return scenario;
  }

  /** Number of different keys; they are 0 to this, exclusive, evenly spread. */
  public int customers() {
    return customers;
  }

  /** The declaration of the stream, as SQL. */
  public String ddl() {
    return ScenarioOrders.DDL;
  }

  /** The stream. */
  public StreamDefinition stream() {
    return stream;
  }

  /** The compiled query. */
  public CompiledQuery query() {
    return query;
  }

  /** The rows, all batches full. */
  public RecordBatch[] batches() {
    return batches;
  }

  /** Rows in a batch. */
  public int batchRows() {
    return batches[0].capacity();
  }

  /** Rows in all batches. */
  public long rows() {
    return (long) batches.length * batchRows();
  }
}
