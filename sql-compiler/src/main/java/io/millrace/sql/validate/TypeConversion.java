package io.millrace.sql.validate;

import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Types of Millrace as types of Calcite and back. */
public final class TypeConversion {
  private TypeConversion() {}

  /** The type as Calcite writes it. */
  public static RelDataType toRelDataType(DataType type, RelDataTypeFactory factory) {
    RelDataType plain =
        switch (type.kind()) {
          case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
          case INTEGER -> factory.createSqlType(SqlTypeName.INTEGER);
          case BIGINT -> factory.createSqlType(SqlTypeName.BIGINT);
          case REAL -> factory.createSqlType(SqlTypeName.REAL);
          case DOUBLE -> factory.createSqlType(SqlTypeName.DOUBLE);
          case DECIMAL ->
              factory.createSqlType(SqlTypeName.DECIMAL, type.precision(), type.scale());
          case VARCHAR -> factory.createSqlType(SqlTypeName.VARCHAR, type.precision());
          case DATE -> factory.createSqlType(SqlTypeName.DATE);
          case TIME -> factory.createSqlType(SqlTypeName.TIME, type.precision());
          case TIMESTAMP -> factory.createSqlType(SqlTypeName.TIMESTAMP, type.precision());
          case INTERVAL_DAY -> interval(factory, TimeUnit.DAY, TimeUnit.SECOND);
          case INTERVAL_YEAR -> interval(factory, TimeUnit.YEAR, TimeUnit.MONTH);
        };
    return factory.createTypeWithNullability(plain, type.nullable());
  }

  private static RelDataType interval(RelDataTypeFactory factory, TimeUnit from, TimeUnit to) {
    return factory.createSqlIntervalType(new SqlIntervalQualifier(from, to, SqlParserPos.ZERO));
  }

  /**
   * The type as Millrace writes it; CHAR of literals becomes VARCHAR, an untyped NULL a VARCHAR.
   *
   * @throws IllegalArgumentException if Millrace has no such type
   */
  public static DataType toDataType(RelDataType type) {
    DataType plain =
        switch (type.getSqlTypeName()) {
          case BOOLEAN -> DataType.of(TypeKind.BOOLEAN);
          case TINYINT, SMALLINT, INTEGER -> DataType.of(TypeKind.INTEGER);
          case BIGINT -> DataType.of(TypeKind.BIGINT);
          case REAL -> DataType.of(TypeKind.REAL);
          case FLOAT, DOUBLE -> DataType.of(TypeKind.DOUBLE);
          case DECIMAL -> DataType.decimal(type.getPrecision(), type.getScale());
          case CHAR, VARCHAR ->
              type.getPrecision() > 0
                  ? DataType.varchar(type.getPrecision())
                  : DataType.of(TypeKind.VARCHAR);
          case NULL -> DataType.of(TypeKind.VARCHAR);
          case DATE -> DataType.of(TypeKind.DATE);
          case TIME -> DataType.time(type.getPrecision());
          case TIMESTAMP -> DataType.timestamp(type.getPrecision());
          case INTERVAL_YEAR, INTERVAL_YEAR_MONTH, INTERVAL_MONTH ->
              DataType.of(TypeKind.INTERVAL_YEAR);
          default -> {
            if (SqlTypeName.DAY_INTERVAL_TYPES.contains(type.getSqlTypeName())) {
              yield DataType.of(TypeKind.INTERVAL_DAY);
            }
            throw new IllegalArgumentException(
                "unsupported type: type="
                    + type
                    + "; use one of BOOLEAN, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, VARCHAR, DATE,"
                    + " TIME, TIMESTAMP, INTERVAL");
          }
        };
    return plain.withNullable(type.isNullable());
  }
}
