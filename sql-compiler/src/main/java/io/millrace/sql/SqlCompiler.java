package io.millrace.sql;

import io.millrace.query.CompiledScript;
import io.millrace.query.QueryCompiler;
import io.millrace.query.SqlLimits;

/** The SQL compiler as a service. */
public final class SqlCompiler implements QueryCompiler {
  /** A compiler; it has no state. */
  public SqlCompiler() {}

  @Override
  public CompiledScript open(String text, String source, SqlLimits limits) {
    return new SqlScript(text, limits);
  }
}
