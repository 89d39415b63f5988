package io.millrace.sql.codegen.expression;

import io.millrace.sql.validate.MillraceTypeFactory;
import io.millrace.type.DataType;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/** SQL text over one table as validated expressions, with the least of Calcite that does it. */
final class SqlExpressions {
  private final MillraceTypeFactory types = new MillraceTypeFactory();
  private final RelDataType rowType;

  /** Expressions over columns written as in CREATE TABLE, such as {@code a INTEGER NOT NULL}. */
  SqlExpressions(List<String> columns) {
    RelDataTypeFactory.Builder builder = types.builder();
    for (String column : columns) {
      String[] parts = column.split(" ", 2);
      boolean nullable = !parts[1].endsWith(" NOT NULL");
      String type = nullable ? parts[1] : parts[1].substring(0, parts[1].length() - 9);
      builder.add(parts[0], type(type)).nullable(nullable);
    }
    rowType = builder.build();
  }

  private RelDataType type(String text) {
    String cast = "CAST(NULL AS " + text + ")";
    return convert("SELECT " + cast + " FROM t", types.builder().build(), false).get(0).getType();
  }

  RelDataType rowType() {
    return rowType;
  }

  /** Our type of a column. */
  DataType dataType(int column) {
    return SqlTypes.of(rowType.getFieldList().get(column).getType());
  }

  /** The validated form of an expression. */
  RexNode expression(String sql) {
    return convert("SELECT " + sql + " FROM t", rowType, false).get(0);
  }

  /** The form after Calcite's simplification, with SEARCH for ranges. */
  RexNode simplified(String sql) {
    return convert("SELECT " + sql + " FROM t", rowType, true).get(0);
  }

  private List<RexNode> convert(String query, RelDataType row, boolean simplify) {
    try {
      CalciteCatalogReader catalog = catalog(row);
      SqlNode parsed = SqlParser.create(query, parser()).parseQuery();
      SqlOperatorTable operators =
          SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
              SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL, SqlLibrary.BIG_QUERY, SqlLibrary.MSSQL);
      SqlValidator validator =
          SqlValidatorUtil.newValidator(
              operators,
              catalog,
              types,
              SqlValidator.Config.DEFAULT.withConformance(SqlConformanceEnum.LENIENT));
      SqlNode validated = validator.validate(parsed);
      VolcanoPlanner planner = new VolcanoPlanner();
      planner.setExecutor((builder, expressions, reduced) -> reduced.addAll(expressions));
      RelOptCluster cluster = RelOptCluster.create(planner, new RexBuilder(types));
      SqlToRelConverter converter =
          new SqlToRelConverter(
              (type, text, path, view) -> null,
              validator,
              catalog,
              cluster,
              StandardConvertletTable.INSTANCE,
              SqlToRelConverter.config()
                  .withRelBuilderConfigTransform(c -> c.withSimplify(simplify)));
      RelNode rel = converter.convertQuery(validated, false, true).rel;
      return rel instanceof Project project
          ? project.getProjects()
          : cluster.getRexBuilder().identityProjects(row);
    } catch (SqlParseException e) {
      throw new IllegalArgumentException(query, e);
    }
  }

  private static SqlParser.Config parser() {
    return SqlParser.config()
        .withUnquotedCasing(Casing.UNCHANGED)
        .withCaseSensitive(false)
        .withConformance(SqlConformanceEnum.LENIENT);
  }

  private CalciteCatalogReader catalog(RelDataType row) {
    CalciteSchema schema = CalciteSchema.createRootSchema(false);
    schema.add(
        "t",
        new AbstractTable() {
          @Override
          public RelDataType getRowType(RelDataTypeFactory typeFactory) {
            return row;
          }
        });
    Properties properties = new Properties();
    properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
    return new CalciteCatalogReader(
        schema, List.of(), types, new CalciteConnectionConfigImpl(properties));
  }
}
