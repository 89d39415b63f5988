package io.millrace.sql.validate;

import io.millrace.type.DataType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Limits of types and types of aggregates: DECIMAL to 38 digits, TIMESTAMP to nanoseconds, sums
 * that are wider than what they add.
 */
public final class MillraceTypeSystem extends RelDataTypeSystemImpl {
  /** The one instance; it has no state. */
  public static final MillraceTypeSystem INSTANCE = new MillraceTypeSystem();

  private static final int MAX_FRACTION_DIGITS = 9;
  private static final int DEFAULT_FRACTION_DIGITS = 6;
  private static final int LEAST_SCALE_OF_AVERAGE = 6;

  private MillraceTypeSystem() {}

  @Override
  public int getMaxPrecision(SqlTypeName type) {
    return switch (type) {
      case DECIMAL -> DataType.MAX_DECIMAL_PRECISION;
      case TIME, TIMESTAMP -> MAX_FRACTION_DIGITS;
      default -> super.getMaxPrecision(type);
    };
  }

  @Override
  public int getMaxScale(SqlTypeName type) {
    return type == SqlTypeName.DECIMAL ? DataType.MAX_DECIMAL_PRECISION : super.getMaxScale(type);
  }

  @Override
  public int getDefaultPrecision(SqlTypeName type) {
    return switch (type) {
      case TIME, TIMESTAMP -> DEFAULT_FRACTION_DIGITS;
      case DECIMAL -> DataType.MAX_LONG_DECIMAL_PRECISION;
      default -> super.getDefaultPrecision(type);
    };
  }

  @Override
  public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
    return switch (argument.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> as(factory, SqlTypeName.BIGINT, argument);
      case DECIMAL -> decimal(factory, argument.getScale(), argument);
      case REAL, FLOAT, DOUBLE -> as(factory, SqlTypeName.DOUBLE, argument);
      default -> argument;
    };
  }

  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
    return switch (argument.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, REAL, FLOAT, DOUBLE ->
          as(factory, SqlTypeName.DOUBLE, argument);
      case DECIMAL ->
          decimal(factory, Math.max(argument.getScale(), LEAST_SCALE_OF_AVERAGE), argument);
      default -> argument;
    };
  }

  private static RelDataType as(
      RelDataTypeFactory factory, SqlTypeName name, RelDataType argument) {
    return factory.createTypeWithNullability(factory.createSqlType(name), argument.isNullable());
  }

  private static RelDataType decimal(RelDataTypeFactory factory, int scale, RelDataType argument) {
    return factory.createTypeWithNullability(
        factory.createSqlType(SqlTypeName.DECIMAL, DataType.MAX_DECIMAL_PRECISION, scale),
        argument.isNullable());
  }

  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }
}
