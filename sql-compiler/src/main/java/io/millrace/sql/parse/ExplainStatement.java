package io.millrace.sql.parse;

/**
 * {@code EXPLAIN [PLAN | CODEGEN] [FOR] …}.
 *
 * @param text what was written
 * @param mode what to show
 * @param statement what to explain: a query or an insert
 */
public record ExplainStatement(StatementText text, ExplainMode mode, Statement statement)
    implements Statement {}
