package io.millrace.sql.codegen;

import io.millrace.engine.EngineFactory;
import io.millrace.query.Routing;
import io.millrace.type.Schema;

/**
 * What code generation makes of a plan.
 *
 * @param source the Java source
 * @param outputSchema columns of the result
 * @param inputColumns columns of the stream that are read
 * @param routing which rows must meet
 * @param factory makes engines
 */
public record GeneratedQuery(
    String source,
    Schema outputSchema,
    int[] inputColumns,
    Routing routing,
    EngineFactory factory) {}
