package io.millrace.sql;

import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledStatement;
import io.millrace.query.SqlException;
import io.millrace.query.SqlLimit;
import io.millrace.query.SqlLimits;
import io.millrace.query.SqlPosition;
import io.millrace.query.StreamDefinition;
import io.millrace.sql.parse.CreateStatement;
import io.millrace.sql.parse.DropStatement;
import io.millrace.sql.parse.ExplainMode;
import io.millrace.sql.parse.ExplainStatement;
import io.millrace.sql.parse.InsertStatement;
import io.millrace.sql.parse.Name;
import io.millrace.sql.parse.QueryStatement;
import io.millrace.sql.parse.SetStatement;
import io.millrace.sql.parse.Statement;
import io.millrace.sql.validate.Names;
import io.millrace.sql.validate.Positions;
import io.millrace.sql.values.ValuesBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compiles one parsed statement against a catalog, which it does not change. */
final class StatementCompiler {
  private final Catalog catalog;
  private final SqlLimits limits;
  private final boolean oldValues;

  StatementCompiler(Catalog catalog, SqlLimits limits, boolean oldValues) {
    this.catalog = catalog;
    this.limits = limits;
    this.oldValues = oldValues;
  }

  CompiledStatement compile(Statement statement) {
    if (statement instanceof CreateStatement create) {
      return create(create);
    }
    if (statement instanceof DropStatement drop) {
      return drop(drop);
    }
    if (statement instanceof InsertStatement insert) {
      return insert(insert);
    }
    if (statement instanceof ExplainStatement explain) {
      return explain(explain);
    }
    if (statement instanceof SetStatement set) {
      return new CompiledStatement.SetOption(set.option().key(), set.option().value());
    }
    QueryStatement query = (QueryStatement) statement;
    return new QueryStatementCompiler(catalog, limits, oldValues).select(query);
  }

  private CompiledStatement create(CreateStatement create) {
    if (catalog.find(create.name().text()) != null && !create.ifNotExists()) {
      throw new SqlException(
          "stream exists already: name="
              + create.name().text()
              + "; drop it first, or use IF NOT EXISTS",
          create.name().position());
    }
    Map<String, SqlPosition> places = new HashMap<>();
    create.options().forEach(option -> places.put(option.key(), option.valuePosition()));
    return new CompiledStatement.CreateStream(
        StreamDefinitions.of(create, limits), create.ifNotExists(), places);
  }

  private CompiledStatement drop(DropStatement drop) {
    if (!drop.ifExists()) {
      find(drop.name());
    }
    return new CompiledStatement.DropStream(drop.name().text(), drop.ifExists());
  }

  private CompiledStatement insert(InsertStatement insert) {
    StreamDefinition target = find(insert.stream());
    if (insert.isValues()) {
      checkValues(insert, target);
      return new CompiledStatement.InsertRows(
          target.name(),
          ValuesBuilder.build(target, InsertColumns.of(insert, target), insert.rows()));
    }
    return new QueryStatementCompiler(catalog, limits, oldValues).insert(insert, target);
  }

  private void checkValues(InsertStatement insert, StreamDefinition target) {
    long values = (long) insert.rows().size() * target.schema().size();
    if (limits.excludes(SqlLimit.INSERTED_VALUES, values)) {
      throw new SqlException(
          "too many values to insert: rows="
              + insert.rows().size()
              + ", columns="
              + target.schema().size()
              + limits.refusal(SqlLimit.INSERTED_VALUES, "insert fewer rows at a time"),
          Positions.of(insert.source().getParserPosition()));
    }
  }

  private StreamDefinition find(Name name) {
    StreamDefinition stream = catalog.find(name.text());
    if (stream == null) {
      List<String> known = catalog.streams().stream().map(StreamDefinition::name).toList();
      throw new SqlException(
          "unknown stream: name=" + name.text() + "; declare it with CREATE STREAM",
          name.position(),
          Names.closest(name.text(), known));
    }
    return stream;
  }

  private CompiledStatement explain(ExplainStatement explain) {
    CompiledStatement compiled = compile(explain.statement());
    if (compiled instanceof CompiledQuery query) {
      return new CompiledStatement.Explanation(
          explain.mode() == ExplainMode.CODEGEN ? query.code() : query.plan());
    }
    throw new SqlException(
        "nothing to explain: INSERT … VALUES has no plan; explain a query",
        explain.statement().text().position());
  }
}
