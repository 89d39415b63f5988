package io.millrace.sql.parse;

/**
 * {@code DROP STREAM | TABLE [IF EXISTS] name}.
 *
 * @param text what was written
 * @param kind which of the two was written
 * @param name the stream or table
 * @param ifExists whether a missing one is no error
 */
public record DropStatement(StatementText text, ObjectKind kind, Name name, boolean ifExists)
    implements Statement {}
