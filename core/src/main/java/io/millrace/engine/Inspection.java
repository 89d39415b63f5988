package io.millrace.engine;

import io.millrace.query.ResultKey;
import io.millrace.type.Schema;

/**
 * Shows state as rows: engines that are restored from snapshots of a query's engines, see no row of
 * the stream, and put out what they hold at {@link StreamExecutionEngine#onEndOfInput}.
 *
 * @param outputSchema the columns
 * @param key what tells the rows apart; null for that of the query
 * @param code the generated Java source
 * @param factory makes the engines; bound to the same values as those of the query
 */
public record Inspection(Schema outputSchema, ResultKey key, String code, EngineFactory factory) {}
