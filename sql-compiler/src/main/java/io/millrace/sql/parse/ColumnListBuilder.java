package io.millrace.sql.parse;

import io.millrace.query.SqlException;
import io.millrace.query.SqlPosition;
import io.millrace.type.DataType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Gathers what CREATE STREAM says between its parentheses. One thread, one statement. */
public final class ColumnListBuilder {
  private final List<ColumnDefinition> columns = new ArrayList<>();
  private WatermarkClause watermark;
  private List<Name> primaryKey = List.of();
  private SqlPosition primaryKeyPosition;

  /** A column. */
  public void column(SqlIdentifier name, DataType type, boolean nullable) {
    columns.add(new ColumnDefinition(Name.of(name), type.withNullable(nullable)));
  }

  /** {@code WATERMARK FOR column AS expression}; the expression is the column minus a delay. */
  public void watermark(SqlIdentifier column, SqlNode expression, SqlParserPos pos) {
    if (watermark != null) {
      throw new SqlException(
          "second watermark; a stream has one event time, keep one WATERMARK", Positions.of(pos));
    }
    Name name = Name.of(column);
    long delayNs = WatermarkDelay.read(name, expression);
    watermark = new WatermarkClause(name, delayNs, Positions.of(pos));
  }

  /** {@code PRIMARY KEY (columns)}. */
  public void primaryKey(SqlNodeList names, SqlParserPos pos) {
    primaryKey(Name.listOf(names), Positions.of(pos));
  }

  /** {@code PRIMARY KEY} behind a column. */
  public void primaryKey(SqlIdentifier name, SqlParserPos pos) {
    primaryKey(List.of(Name.of(name)), Positions.of(pos));
  }

  private void primaryKey(List<Name> names, SqlPosition position) {
    if (primaryKeyPosition != null) {
      throw new SqlException(
          "second primary key; keep one, of several columns if need be", position);
    }
    primaryKey = names;
    primaryKeyPosition = position;
  }

  /** Everything gathered. */
  public ColumnList build() {
    return new ColumnList(columns, watermark, primaryKey, primaryKeyPosition);
  }
}
