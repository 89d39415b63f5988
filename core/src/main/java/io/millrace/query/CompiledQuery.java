package io.millrace.query;

import io.millrace.engine.EngineFactory;
import io.millrace.engine.Inspection;
import io.millrace.type.Schema;
import java.util.List;

/**
 * A compiled standing query: everything a runtime needs to run it. Immutable; free to use from any
 * thread and for many runs.
 *
 * @param sql its text
 * @param stream the stream that it reads
 * @param inputSchema the schema of that stream; batches handed to engines have it
 * @param inputColumns indices of the columns that engines and router read; others may be left unset
 * @param outputSchema the schema of its result
 * @param routing which rows must meet in one engine
 * @param retracts whether output can contain {@code -U} or {@code -D} rows
 * @param key what tells the rows of its result apart, or null if these are not groups
 * @param sink the stream that its result is inserted into, or null for a plain SELECT
 * @param plan the plan as text
 * @param code the generated Java source
 * @param stateShape what decides whether another query can go on with the state of this one: lines
 *     {@code what=value}; with equal text the engines of both write and read the same snapshots
 * @param parameters what must be bound before it can run; empty once it is
 * @param values what is bound, as engines hold it; empty where there are no parameters
 * @param filter a condition by which its rows can be found in an index, or null; only where rows
 *     that do not meet it, and watermarks, change nothing
 * @param factory makes the engines
 */
public record CompiledQuery(
    String sql,
    String stream,
    Schema inputSchema,
    int[] inputColumns,
    Schema outputSchema,
    Routing routing,
    boolean retracts,
    ResultKey key,
    String sink,
    String plan,
    String code,
    String stateShape,
    List<Parameter> parameters,
    List<Object> values,
    RowFilter filter,
    EngineFactory factory)
    implements CompiledStatement {

  /**
   * The query with values for its parameters, in their order. It shares the generated class.
   *
   * <p>BOOLEAN takes a Boolean; INTEGER and BIGINT any integer; REAL a Float; DOUBLE a Double,
   * Float or Integer; DECIMAL a BigDecimal or any integer; VARCHAR a String; DATE, TIME and
   * TIMESTAMP a LocalDate, LocalTime, and Instant or LocalDateTime (in UTC); intervals a Duration
   * or a Period.
   *
   * @throws IllegalArgumentException if their number is wrong, or one is null, of another type or
   *     does not fit
   */
  public CompiledQuery bind(Object... given) {
    return bindHeld(ParameterValues.of(parameters, given));
  }

  /** Like {@link #bind}, with values as engines hold them. */
  CompiledQuery bindHeld(List<Object> held) {
    if (held.size() != parameters.size()) {
      throw new IllegalArgumentException(
          "wrong number of values: given=" + held.size() + ", parameters=" + parameters);
    }
    if (held.isEmpty()) {
      return this;
    }
    return copy(
        stateShape + "\nvalues=" + QueryText.of(held).strip(),
        List.of(),
        List.copyOf(held),
        factory.bind(held.toArray()));
  }

  /**
   * A query whose engines show the state of this one's: restored from snapshots of these, of any
   * number of partitions, they put out at the end of input what is held, as inserted rows.
   *
   * <ul>
   *   <li>A query with groups shows, in its own columns, the row that it would put out for each
   *       group now, if it passes HAVING: under EMIT CHANGES what it has put out last, under EMIT
   *       FINAL what it would put out if input ended here. Of windows, those that are open.
   *   <li>One with ROW_NUMBER shows for each key the number given out last, {@code rows_numbered},
   *       and how many rows wait for the watermark, {@code rows_waiting}. A waiting row whose key
   *       cannot be computed makes {@code onEndOfInput} fail as any row does.
   * </ul>
   *
   * @throws IllegalStateException with the reason, if its state cannot be shown: it has none
   */
  public CompiledQuery inspection() {
    Inspection shown = factory.inspection();
    return new CompiledQuery(
        sql,
        stream,
        inputSchema,
        inputColumns,
        shown.outputSchema(),
        routing,
        false,
        shown.key() == null ? key : shown.key(),
        null,
        "Inspection\n" + plan,
        shown.code(),
        stateShape,
        parameters,
        values,
        null,
        shown.factory());
  }

  /** Its description alone, with which nothing can be run: keeps no generated engine alive. */
  public CompiledQuery withoutEngines() {
    return copy(stateShape, parameters, values, null);
  }

  private CompiledQuery copy(
      String newShape,
      List<Parameter> newParameters,
      List<Object> newValues,
      EngineFactory newFactory) {
    return new CompiledQuery(
        sql,
        stream,
        inputSchema,
        inputColumns,
        outputSchema,
        routing,
        retracts,
        key,
        sink,
        plan,
        code,
        newShape,
        newParameters,
        newValues,
        filter,
        newFactory);
  }

  /**
   * Checks that it can run.
   *
   * @throws SqlException if values must be bound first
   */
  public void checkBound() {
    if (!parameters.isEmpty()) {
      throw new SqlException(
          "query has parameters: parameters="
              + parameters
              + "; prepare it with Millrace.prepare and bind a value to each, or write literals",
          parameters.get(0).position());
    }
  }
}
