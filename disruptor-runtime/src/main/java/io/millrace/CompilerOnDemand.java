package io.millrace;

import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.QueryCompiler;
import io.millrace.query.SqlLimits;
import java.util.function.Supplier;

/** The compiler, within an engine's limits, looked for at the first SQL. Any thread. */
final class CompilerOnDemand implements Supplier<QueryCompiler> {
  private final SqlLimits limits;
  private volatile QueryCompiler compiler;

  CompilerOnDemand(SqlLimits limits) {
    this.limits = limits;
  }

  @Override
  public QueryCompiler get() {
    if (compiler == null) {
      compiler = Services.load(QueryCompiler.class).within(limits);
    }
    return compiler;
  }

  /** The one query that a text is; its parameters may still be without values. */
  CompiledQuery query(String sql, Catalog catalog) {
    if (get().open(sql, "query").next(catalog) instanceof CompiledQuery query) {
      return query;
    }
    throw new IllegalArgumentException("not a query: sql=" + sql + "; use execute for it");
  }
}
