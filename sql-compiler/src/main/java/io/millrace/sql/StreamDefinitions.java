package io.millrace.sql;

import io.millrace.query.SqlException;
import io.millrace.query.SqlLimit;
import io.millrace.query.SqlLimits;
import io.millrace.query.StreamDefinition;
import io.millrace.query.StreamOptionException;
import io.millrace.query.StreamOptions;
import io.millrace.query.WatermarkSpec;
import io.millrace.sql.parse.ColumnDefinition;
import io.millrace.sql.parse.CreateStatement;
import io.millrace.sql.parse.OptionEntry;
import io.millrace.sql.parse.WatermarkClause;
import io.millrace.sql.validate.Names;
import io.millrace.type.Column;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks what CREATE STREAM says and makes the definition of it. A stream of a connector that knows
 * its columns may list none; its schema is empty then, for the connector to fill in.
 */
final class StreamDefinitions {
  private StreamDefinitions() {}

  static StreamDefinition of(CreateStatement create, SqlLimits limits) {
    if (create.columns().primaryKeyPosition() != null) {
      throw new SqlException(
          "PRIMARY KEY is not supported; leave it out, rows are not kept",
          create.columns().primaryKeyPosition());
    }
    checkNumber(create, limits);
    Schema schema = schema(create.columns().columns());
    if (schema.size() == 0 && create.options().isEmpty()) {
      throw new SqlException(
          "stream without columns: name="
              + create.name().text()
              + "; list its columns, or name a connector that knows them",
          create.name().position());
    }
    StreamDefinition definition =
        new StreamDefinition(
            create.name().text(),
            schema,
            watermark(create.columns().watermark(), schema),
            options(create.options()));
    checkOwnOptions(definition, create.options());
    return definition;
  }

  private static void checkNumber(CreateStatement create, SqlLimits limits) {
    List<ColumnDefinition> columns = create.columns().columns();
    if (limits.excludes(SqlLimit.COLUMNS, columns.size())) {
      throw new SqlException(
          "too many columns: stream="
              + create.name().text()
              + ", columns="
              + columns.size()
              + limits.refusal(SqlLimit.COLUMNS, "divide them among several streams"),
          columns.get(limits.count(SqlLimit.COLUMNS)).name().position());
    }
  }

  private static void checkOwnOptions(StreamDefinition definition, List<OptionEntry> entries) {
    try {
      StreamOptions.of(definition);
    } catch (StreamOptionException e) {
      for (OptionEntry entry : entries) {
        if (entry.key().equals(e.option())) {
          throw new SqlException(e.getMessage(), entry.valuePosition());
        }
      }
      throw e;
    }
  }

  private static Schema schema(List<ColumnDefinition> definitions) {
    List<Column> columns = new ArrayList<>();
    for (ColumnDefinition definition : definitions) {
      if (Schema.of(columns).indexOf(definition.name().text()) >= 0) {
        throw new SqlException(
            "column declared twice: name="
                + definition.name().text()
                + "; names are matched without regard to case",
            definition.name().position());
      }
      columns.add(new Column(definition.name().text(), definition.type()));
    }
    return Schema.of(columns);
  }

  private static WatermarkSpec watermark(WatermarkClause clause, Schema schema) {
    if (clause == null) {
      return null;
    }
    String name = clause.column().text();
    int index = schema.indexOf(name);
    if (index < 0) {
      throw new SqlException(
          "unknown column: name=" + name,
          clause.column().position(),
          Names.closest(name, schema.columns().stream().map(Column::name).toList()));
    }
    if (schema.type(index).kind() != TypeKind.TIMESTAMP) {
      throw new SqlException(
          "watermark over a column that is no TIMESTAMP: column="
              + name
              + ", type="
              + schema.type(index)
              + "; declare it TIMESTAMP",
          clause.column().position());
    }
    return new WatermarkSpec(index, clause.delayNs());
  }

  private static Map<String, String> options(List<OptionEntry> entries) {
    Map<String, String> options = new LinkedHashMap<>();
    for (OptionEntry entry : entries) {
      if (options.putIfAbsent(entry.key(), entry.value()) != null) {
        throw new SqlException(
            "option given twice: name=" + entry.key() + "; keep one", entry.keyPosition());
      }
    }
    return options;
  }
}
