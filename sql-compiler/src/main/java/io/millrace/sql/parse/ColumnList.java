package io.millrace.sql.parse;

import io.millrace.query.SqlPosition;
import java.util.List;

/**
 * What stands between the parentheses of CREATE STREAM. Names in it are not checked against each
 * other yet.
 *
 * @param columns the columns in order
 * @param watermark the watermark, or null
 * @param primaryKey columns of the primary key; empty if there is none
 * @param primaryKeyPosition where the primary key stands, or null
 */
public record ColumnList(
    List<ColumnDefinition> columns,
    WatermarkClause watermark,
    List<Name> primaryKey,
    SqlPosition primaryKeyPosition) {
  /** Copies the lists. */
  public ColumnList {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
  }
}
