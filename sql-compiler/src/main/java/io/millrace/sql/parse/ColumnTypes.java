package io.millrace.sql.parse;

import io.millrace.query.SqlException;
import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Types as written in CREATE STREAM, as types of Millrace. */
public final class ColumnTypes {
  private static final String KNOWN =
      "use one of BOOLEAN, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL(p, s), VARCHAR, DATE, TIME,"
          + " TIMESTAMP, INTERVAL DAY TO SECOND, INTERVAL YEAR TO MONTH";

  private static final Map<String, String> REMEDIES =
      Map.ofEntries(
          Map.entry("TINYINT", "INTEGER"),
          Map.entry("SMALLINT", "INTEGER"),
          Map.entry("INT2", "INTEGER"),
          Map.entry("INT4", "INTEGER"),
          Map.entry("INT8", "BIGINT"),
          Map.entry("LONG", "BIGINT"),
          Map.entry("HUGEINT", "DECIMAL(38, 0)"),
          Map.entry("FLOAT4", "REAL"),
          Map.entry("FLOAT8", "DOUBLE"),
          Map.entry("BOOL", "BOOLEAN"),
          Map.entry("CHAR", "VARCHAR"),
          Map.entry("STRING", "VARCHAR"),
          Map.entry("TEXT", "VARCHAR"),
          Map.entry("DATETIME", "TIMESTAMP"),
          Map.entry("TIMESTAMPTZ", "TIMESTAMP, in UTC"),
          Map.entry("TIMESTAMP WITH TIME ZONE", "TIMESTAMP, in UTC"),
          Map.entry("TIMESTAMP WITH LOCAL TIME ZONE", "TIMESTAMP, in UTC"),
          Map.entry("TIME WITH TIME ZONE", "TIME, in UTC"),
          Map.entry("TIME WITH LOCAL TIME ZONE", "TIME, in UTC"));

  private ColumnTypes() {}

  /**
   * The type, with NULL allowed.
   *
   * @throws SqlException if Millrace has no such type, with what to use instead
   */
  public static DataType of(SqlDataTypeSpec spec) {
    SqlTypeNameSpec name = spec.getTypeNameSpec();
    if (name instanceof SqlBasicTypeNameSpec basic) {
      return basic(spec, basic);
    }
    if (name instanceof SqlUserDefinedTypeNameSpec) {
      throw unknown(name.getTypeName().toString(), spec.getParserPosition());
    }
    throw new SqlException(
        "type is not supported: type=" + spec + "; make it several columns", Positions.of(spec));
  }

  /** The type of an interval between these units. */
  public static DataType of(SqlIntervalQualifier qualifier) {
    return DataType.of(qualifier.isYearMonth() ? TypeKind.INTERVAL_YEAR : TypeKind.INTERVAL_DAY);
  }

  private static DataType basic(SqlDataTypeSpec spec, SqlBasicTypeNameSpec basic) {
    int precision = basic.getPrecision();
    if (basic.getCharSetName() != null) {
      throw new SqlException(
          "CHARACTER SET is not supported; leave it out, text is Unicode", Positions.of(spec));
    }
    try {
      return switch (basic.getTypeName().toString().toUpperCase(Locale.ROOT)) {
        case "BOOLEAN" -> DataType.of(TypeKind.BOOLEAN);
        case "INTEGER" -> DataType.of(TypeKind.INTEGER);
        case "BIGINT" -> DataType.of(TypeKind.BIGINT);
        case "REAL" -> DataType.of(TypeKind.REAL);
        case "DOUBLE", "FLOAT" -> DataType.of(TypeKind.DOUBLE);
        case "DECIMAL" -> decimal(precision, basic.getScale());
        case "VARCHAR" ->
            precision < 0 ? DataType.of(TypeKind.VARCHAR) : DataType.varchar(precision);
        case "DATE" -> DataType.of(TypeKind.DATE);
        case "TIME" -> precision < 0 ? DataType.of(TypeKind.TIME) : DataType.time(precision);
        case "TIMESTAMP" ->
            precision < 0 ? DataType.of(TypeKind.TIMESTAMP) : DataType.timestamp(precision);
        default -> throw unknown(basic.getTypeName().toString(), spec.getParserPosition());
      };
    } catch (IllegalArgumentException e) {
      throw new SqlException(e.getMessage(), Positions.of(spec));
    }
  }

  private static DataType decimal(int precision, int scale) {
    if (precision < 0) {
      return DataType.decimal(DataType.MAX_LONG_DECIMAL_PRECISION, 0);
    }
    return DataType.decimal(precision, scale == Integer.MIN_VALUE ? 0 : scale);
  }

  private static SqlException unknown(String name, SqlParserPos pos) {
    String upper =
        name.toUpperCase(Locale.ROOT).replace('_', ' ').replaceFirst(" TZ$", " WITH TIME ZONE");
    String remedy = REMEDIES.get(upper);
    return new SqlException(
        "type is not supported: type=" + upper + "; " + (remedy == null ? KNOWN : "use " + remedy),
        Positions.of(pos));
  }
}
