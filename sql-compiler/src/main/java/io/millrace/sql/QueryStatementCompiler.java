package io.millrace.sql;

import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.Parameter;
import io.millrace.query.RowFilter;
import io.millrace.query.SqlException;
import io.millrace.query.SqlLimits;
import io.millrace.query.SqlPosition;
import io.millrace.query.StreamDefinition;
import io.millrace.sql.codegen.GeneratedQuery;
import io.millrace.sql.codegen.QueryCodegen;
import io.millrace.sql.codegen.expression.UnsupportedExpressionException;
import io.millrace.sql.parse.EmitClause;
import io.millrace.sql.parse.EmitMode;
import io.millrace.sql.parse.InsertStatement;
import io.millrace.sql.parse.QueryStatement;
import io.millrace.sql.plan.Emission;
import io.millrace.sql.plan.EmissionRequest;
import io.millrace.sql.plan.KeyParameters;
import io.millrace.sql.plan.PlanBuilder;
import io.millrace.sql.plan.QueryPlan;
import io.millrace.sql.plan.ResultKeys;
import io.millrace.sql.plan.RowFilters;
import io.millrace.sql.plan.TextConstants;
import io.millrace.sql.validate.ParameterPlaces;
import io.millrace.sql.validate.Positions;
import io.millrace.sql.validate.QueryValidator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Compiles SELECT and INSERT … SELECT: validation, plan, code. */
final class QueryStatementCompiler {
  private final Catalog catalog;
  private final SqlLimits limits;
  private final boolean oldValues;
  private List<Parameter> parameters = List.of();

  QueryStatementCompiler(Catalog catalog, SqlLimits limits, boolean oldValues) {
    this.catalog = catalog;
    this.limits = limits;
    this.oldValues = oldValues;
  }

  CompiledQuery select(QueryStatement statement) {
    SqlPosition position = Positions.of(statement.query().getParserPosition());
    return SizeRefusals.check(
        () -> {
          QueryPlan plan = plan(statement.query(), statement.emit(), position);
          return compile(plan, statement.text().sql(), null, position);
        },
        position);
  }

  CompiledQuery insert(InsertStatement statement, StreamDefinition target) {
    SqlPosition position = Positions.of(statement.source().getParserPosition());
    return SizeRefusals.check(
        () -> {
          QueryPlan query = plan(statement.source(), statement.emit(), position);
          QueryPlan plan =
              InsertTarget.assign(query, target, InsertColumns.of(statement, target), position);
          return compile(plan, statement.text().sql(), target.name(), position);
        },
        position);
  }

  private QueryPlan plan(SqlNode query, EmitClause emit, SqlPosition position) {
    if (emit.mode() == EmitMode.EVERY) {
      throw new SqlException(
          "EMIT EVERY is not supported; use EMIT CHANGES or EMIT FINAL", emit.position());
    }
    try {
      QueryValidator validator = new QueryValidator(catalog, limits);
      RelRoot root = validator.toAlgebra(query);
      parameters = validator.parameters();
      QueryPlan plan =
          PlanBuilder.build(root, position, new EmissionRequest(emission(emit), oldValues), limits);
      TextConstants.check(
          plan, (text, message) -> new SqlException(message, place(query, text, position)));
      KeyParameters.check(
          plan,
          index ->
              new SqlException(
                  ParameterPlaces.keyRefusal(index + 1), parameters.get(index).position()));
      return plan;
    } catch (UnsupportedExpressionException e) {
      throw new SqlException(e.getMessage(), position);
    }
  }

  /** Where a text literal stands in a query, or the place of the query if it is not found. */
  private static SqlPosition place(SqlNode query, String text, SqlPosition otherwise) {
    SqlPosition[] found = {otherwise};
    query.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlLiteral literal) {
            if (literal instanceof SqlCharStringLiteral && text.equals(literal.toValue())) {
              found[0] = Positions.of(literal.getParserPosition());
            }
            return null;
          }
        });
    return found[0];
  }

  private static Emission emission(EmitClause emit) {
    return switch (emit.mode()) {
      case FINAL -> Emission.FINAL;
      case CHANGES -> Emission.CHANGES;
      default -> null;
    };
  }

  private CompiledQuery compile(QueryPlan plan, String sql, String sink, SqlPosition position) {
    GeneratedQuery generated;
    try {
      generated = QueryCodegen.generate(plan);
    } catch (UnsupportedExpressionException e) {
      throw new SqlException(e.getMessage(), position);
    }
    RowFilter filter = RowFilters.of(plan);
    return new CompiledQuery(
        sql,
        plan.stream().name(),
        plan.stream().schema(),
        generated.inputColumns(),
        generated.outputSchema(),
        generated.routing(),
        plan.retracts(),
        ResultKeys.of(plan),
        sink,
        plan.describe(generated.routing(), generated.outputSchema())
            + (parameters.isEmpty() ? "" : "\nParameters " + shown())
            + RowFilters.describe(filter, plan.stream().schema()),
        generated.source(),
        plan.stateShape(),
        parameters,
        List.of(),
        filter,
        generated.factory());
  }

  private String shown() {
    return parameters.stream().map(Parameter::toString).collect(Collectors.joining(", "));
  }
}
