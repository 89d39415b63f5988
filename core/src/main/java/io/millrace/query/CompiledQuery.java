package io.millrace.query;

import io.millrace.engine.EngineFactory;
import io.millrace.type.Schema;

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
    EngineFactory factory)
    implements CompiledStatement {

  /** Its description alone, with which nothing can be run: keeps no generated engine alive. */
  public CompiledQuery withoutEngines() {
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
        stateShape,
        null);
  }
}
