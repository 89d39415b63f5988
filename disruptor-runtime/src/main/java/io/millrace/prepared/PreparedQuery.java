package io.millrace.prepared;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.Query;
import io.millrace.output.RecordRows;
import io.millrace.output.RecordSubscriber;
import io.millrace.output.Subscriber;
import io.millrace.query.CompiledQuery;
import io.millrace.query.Parameter;
import io.millrace.record.RecordCompiler;
import io.millrace.record.RecordReader;
import io.millrace.record.RecordSchema;
import io.millrace.type.Schema;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A query that is compiled and not started: values are bound to its parameters for each start. All
 * that it starts share one generated class. Free to use from any thread that may subscribe.
 */
public final class PreparedQuery {
  private final Millrace engine;
  private final CompiledQuery query;
  private final RecordCompiler records;
  private final Map<Class<?>, RecordReader<?>> readers = new ConcurrentHashMap<>();

  /** Of an engine, which makes it by {@link Millrace#prepare}. */
  public PreparedQuery(Millrace engine, CompiledQuery query, RecordCompiler records) {
    this.engine = engine;
    this.records = records;
    this.query = query;
  }

  /** Its text. */
  public String sql() {
    return query.sql();
  }

  /** Its parameters in order: their number and types. */
  public List<Parameter> parameters() {
    return query.parameters();
  }

  /** The columns of its output. */
  public Schema outputSchema() {
    return query.outputSchema();
  }

  /** The plan as text; a line {@code Index} says by what the rows of a query are found. */
  public String plan() {
    return query.plan();
  }

  /**
   * Starts it with these values, one for each parameter: it sees all rows published from now on.
   * Nothing is compiled. {@link CompiledQuery#bind} says which classes of values fit which types.
   *
   * @throws IllegalArgumentException if a value is missing, too many, null, of another type or does
   *     not fit; nothing is started then
   */
  public Query subscribe(Delivery delivery, Subscriber subscriber, Object... values) {
    return engine.subscribe(query.bind(values), delivery, subscriber);
  }

  /**
   * The query with these values, not started: for {@link
   * io.millrace.DurableEngine#subscribe(String, CompiledQuery, Delivery, Subscriber)}, which
   * records the values with it.
   *
   * @throws IllegalArgumentException as for {@link #subscribe(Delivery, Subscriber, Object...)}
   */
  public CompiledQuery bind(Object... values) {
    return query.bind(values);
  }

  /**
   * Like {@link #subscribe(Delivery, Subscriber, Object...)}, with rows as records: each component
   * takes the column of its name. Delivered in order on one thread.
   *
   * @throws IllegalArgumentException also if the record does not fit the result, or the query takes
   *     rows back
   */
  public <R extends Record> Query subscribe(
      Class<R> type, RecordSubscriber<R> subscriber, Object... values) {
    if (query.retracts()) {
      throw new IllegalArgumentException(
          "query takes rows back: sql=" + sql() + "; subscribe to its rows with their kinds");
    }
    @SuppressWarnings("unchecked") // Each class has a reader of its own.
    RecordReader<R> reader =
        (RecordReader<R>) readers.computeIfAbsent(type, unused -> reader(type));
    RecordRows<R> rows = new RecordRows<>(reader, RecordRows.withoutKinds(subscriber));
    return subscribe(Delivery.ORDERED, rows, values);
  }

  private <R extends Record> RecordReader<R> reader(Class<R> type) {
    return records.reader(type, new RecordSchema(type).fromOutput(outputSchema()));
  }
}
