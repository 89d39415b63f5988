package io.millrace.sql.parse;

import org.apache.calcite.sql.SqlNode;

/**
 * A standing query.
 *
 * @param text what was written
 * @param query the query without its EMIT clause, not validated
 * @param emit its EMIT clause
 */
public record QueryStatement(StatementText text, SqlNode query, EmitClause emit)
    implements Statement {}
