package io.millrace.sql.validate;

import io.millrace.query.Catalog;
import io.millrace.query.Parameter;
import io.millrace.query.SqlException;
import io.millrace.query.SqlLimits;
import io.millrace.query.SqlPosition;
import io.millrace.query.StreamDefinition;
import io.millrace.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/**
 * Validates a query against a catalog and translates it to relational algebra. One use per query;
 * one thread.
 */
public final class QueryValidator {
  private static final SqlOperatorTable MORE_OPERATORS =
      SqlOperatorTables.of(
          SqlLibraryOperators.TRY_CAST,
          SqlLibraryOperators.SAFE_CAST,
          SqlLibraryOperators.GREATEST,
          SqlLibraryOperators.LEAST,
          SqlLibraryOperators.LENGTH);

  private final Catalog catalog;
  private final SqlLimits limits;
  private final RelDataTypeFactory typeFactory;
  private final CalciteCatalogReader catalogReader;
  private final SqlValidator validator;
  private List<Parameter> parameters = List.of();

  /** A validator for the streams that the catalog holds now. */
  public QueryValidator(Catalog catalog, SqlLimits limits) {
    this.catalog = catalog;
    this.limits = limits;
    this.typeFactory = new MillraceTypeFactory();
    CalciteSchema schema = CalciteSchema.createRootSchema(false, false);
    for (StreamDefinition stream : catalog.streams()) {
      add(stream, schema);
    }
    Properties properties = new Properties();
    properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
    properties.setProperty(
        CalciteConnectionProperty.UNQUOTED_CASING.camelName(), Casing.UNCHANGED.name());
    this.catalogReader =
        new CalciteCatalogReader(
            schema, List.of(), typeFactory, new CalciteConnectionConfigImpl(properties));
    this.validator =
        SqlValidatorUtil.newValidator(
            SqlOperatorTables.chain(SqlStdOperatorTable.instance(), MORE_OPERATORS),
            catalogReader,
            typeFactory,
            SqlValidator.Config.DEFAULT
                .withConformance(MillraceConformance.INSTANCE)
                .withIdentifierExpansion(true)
                .withTypeCoercionEnabled(true)
                .withTypeCoercionFactory(MillraceTypeCoercion::new));
  }

  /** By its name; one such as {@code a.b}, also as b in the schema a, so that no quotes are due. */
  private static void add(StreamDefinition stream, CalciteSchema root) {
    StreamTable table = new StreamTable(stream);
    root.add(stream.name(), table);
    int dot = stream.name().indexOf('.');
    if (dot > 0) {
      String prefix = stream.name().substring(0, dot);
      CalciteSchema schema = root.getSubSchema(prefix, false);
      if (schema == null) {
        schema = root.add(prefix, new AbstractSchema());
      }
      schema.add(stream.name().substring(dot + 1), table);
    }
  }

  /**
   * Translates a query.
   *
   * @throws io.millrace.query.SqlException if it is wrong, or refused for its syntax
   */
  public RelRoot toAlgebra(SqlNode query) {
    SyntaxRefusals.check(query);
    SizeCheck.check(query, catalog, limits);
    Map<Integer, SqlPosition> places = ParameterPlaces.of(query);
    try {
      SqlNode validated = validator.validate(query);
      parameters = places.isEmpty() ? List.of() : parameters(validated, places);
      OperatorRefusals.check(validated);
      return converter().convertQuery(validated, false, true);
    } catch (CalciteContextException e) {
      throw ValidationErrors.translate(e, query, catalog);
    } catch (SqlException e) {
      throw e;
    } catch (RuntimeException e) {
      throw ValidationErrors.notUnderstood(e, query);
    }
  }

  /** The parameters of the query that was translated, in order. */
  public List<Parameter> parameters() {
    return parameters;
  }

  private List<Parameter> parameters(SqlNode validated, Map<Integer, SqlPosition> places) {
    List<Parameter> found = new ArrayList<>();
    for (RelDataTypeField field : validator.getParameterRowType(validated).getFieldList()) {
      DataType type = TypeConversion.toDataType(field.getType()).withNullable(true);
      int index = field.getIndex();
      found.add(new Parameter(index + 1, type, places.get(index)));
    }
    return List.copyOf(found);
  }

  private SqlToRelConverter converter() {
    HepPlanner planner = new HepPlanner(HepProgram.builder().build());
    // Constants are computed by the code generator, with the rules of the rest of the query.
    planner.setExecutor((builder, expressions, reduced) -> reduced.addAll(expressions));
    RelOptCluster cluster = RelOptCluster.create(planner, new RexBuilder(typeFactory));
    return new SqlToRelConverter(
        (rowType, queryString, schemaPath, viewPath) -> {
          throw new UnsupportedOperationException("there are no views");
        },
        validator,
        catalogReader,
        cluster,
        StandardConvertletTable.INSTANCE,
        SqlToRelConverter.config()
            .withTrimUnusedFields(false)
            .withExpand(false)
            .withInSubQueryThreshold(Integer.MAX_VALUE));
  }
}
