package io.millrace.prepared;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.Query;
import io.millrace.output.Subscriber;
import io.millrace.query.CompiledQuery;
import io.millrace.query.Parameter;
import io.millrace.type.Schema;
import java.util.List;

/**
 * A query that is compiled and not started: values are bound to its parameters for each start. All
 * that it starts share one generated class. Free to use from any thread that may subscribe.
 */
public final class PreparedQuery {
  private final Millrace engine;
  private final CompiledQuery query;

  /** Of an engine, which makes it by {@link Millrace#prepare}. */
  public PreparedQuery(Millrace engine, CompiledQuery query) {
    this.engine = engine;
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
}
