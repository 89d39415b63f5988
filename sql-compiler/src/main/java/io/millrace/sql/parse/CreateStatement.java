package io.millrace.sql.parse;

import java.util.List;

/**
 * {@code CREATE STREAM | TABLE [IF NOT EXISTS] name (…) [WITH (…)]}.
 *
 * @param text what was written
 * @param kind which of the two was written
 * @param name the stream or table
 * @param ifNotExists whether an existing one of that name is left as it is
 * @param columns columns, watermark and primary key
 * @param options what stands in WITH, in order
 */
public record CreateStatement(
    StatementText text,
    ObjectKind kind,
    Name name,
    boolean ifNotExists,
    ColumnList columns,
    List<OptionEntry> options)
    implements Statement {
  /** Copies the options. */
  public CreateStatement {
    options = List.copyOf(options);
  }
}
