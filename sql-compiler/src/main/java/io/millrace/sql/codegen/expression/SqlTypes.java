package io.millrace.sql.codegen.expression;

import io.millrace.type.DataType;
import io.millrace.type.Storage;
import io.millrace.type.TypeKind;
import org.apache.calcite.rel.type.RelDataType;

/** Calcite's types as ours, and ours as Java's. */
final class SqlTypes {
  private SqlTypes() {}

  static DataType of(RelDataType type) {
    return base(type).withNullable(type.isNullable());
  }

  private static DataType base(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> DataType.of(TypeKind.BOOLEAN);
      case TINYINT, SMALLINT, INTEGER -> DataType.of(TypeKind.INTEGER);
      case BIGINT -> DataType.of(TypeKind.BIGINT);
      case REAL -> DataType.of(TypeKind.REAL);
      case FLOAT, DOUBLE -> DataType.of(TypeKind.DOUBLE);
      case DECIMAL -> decimal(type);
      case CHAR, VARCHAR -> varchar(type.getPrecision());
      case NULL -> DataType.of(TypeKind.VARCHAR);
      case DATE -> DataType.of(TypeKind.DATE);
      case TIME -> DataType.time(Math.max(0, type.getPrecision()));
      case TIMESTAMP -> DataType.timestamp(Math.max(0, type.getPrecision()));
      case INTERVAL_YEAR, INTERVAL_YEAR_MONTH, INTERVAL_MONTH ->
          DataType.of(TypeKind.INTERVAL_YEAR);
      case INTERVAL_DAY,
          INTERVAL_DAY_HOUR,
          INTERVAL_DAY_MINUTE,
          INTERVAL_DAY_SECOND,
          INTERVAL_HOUR,
          INTERVAL_HOUR_MINUTE,
          INTERVAL_HOUR_SECOND,
          INTERVAL_MINUTE,
          INTERVAL_MINUTE_SECOND,
          INTERVAL_SECOND ->
          DataType.of(TypeKind.INTERVAL_DAY);
      default ->
          throw new UnsupportedExpressionException(
              "type " + type.getFullTypeString(),
              "use BOOLEAN, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, VARCHAR, DATE, TIME, TIMESTAMP or"
                  + " INTERVAL",
              null);
    };
  }

  private static DataType decimal(RelDataType type) {
    int precision = type.getPrecision();
    int scale = type.getScale();
    boolean fits =
        precision >= 1
            && precision <= DataType.MAX_DECIMAL_PRECISION
            && scale >= 0
            && scale <= precision;
    if (!fits) {
      throw new UnsupportedExpressionException(
          "type DECIMAL(" + precision + ", " + scale + ")",
          "precision must be 1 to " + DataType.MAX_DECIMAL_PRECISION + " and scale 0 to precision",
          null);
    }
    return DataType.decimal(precision, scale);
  }

  private static DataType varchar(int precision) {
    return DataType.varchar(precision < 0 ? DataType.UNLIMITED : Math.max(1, precision));
  }

  /** The Java class that holds values of this type by reference, or null if they are primitive. */
  static String referenceClass(DataType type) {
    return switch (type.storage()) {
      case LONG_PAIR -> "io.millrace.type.Decimal128";
      case BYTES -> "io.millrace.type.VarcharView";
      default -> null;
    };
  }

  static boolean isWide(DataType type) {
    return type.storage() == Storage.LONG_PAIR;
  }

  static boolean isReference(DataType type) {
    return referenceClass(type) != null;
  }

  static boolean isFloating(DataType type) {
    return type.kind() == TypeKind.DOUBLE || type.kind() == TypeKind.REAL;
  }

  /** Whether values are exact numbers. */
  static boolean isExact(DataType type) {
    return type.kind().isNumeric() && !isFloating(type);
  }

  static boolean isInterval(DataType type) {
    return type.kind() == TypeKind.INTERVAL_DAY || type.kind() == TypeKind.INTERVAL_YEAR;
  }

  static boolean isDatetime(DataType type) {
    return switch (type.kind()) {
      case DATE, TIME, TIMESTAMP -> true;
      default -> false;
    };
  }

  /** Most digits that a value of an exact numeric type can have. */
  static int digits(DataType type) {
    return switch (type.kind()) {
      case INTEGER -> 10;
      case BIGINT -> 19;
      default -> type.precision();
    };
  }

  /** The keyword of the Java type of primitive values. */
  static String primitive(DataType type) {
    return switch (type.storage()) {
      case BYTE -> "boolean";
      case INT -> "int";
      case LONG -> "long";
      case FLOAT -> "float";
      case DOUBLE -> "double";
      default -> throw new IllegalArgumentException("not a primitive type: type=" + type);
    };
  }

  /** An expression for a value that nobody will look at. */
  static String anyValue(DataType type) {
    return switch (type.storage()) {
      case BYTE -> "false";
      case INT -> "0";
      case LONG -> "0L";
      case FLOAT -> "0.0f";
      case DOUBLE -> "0.0";
      case LONG_PAIR, BYTES -> "null";
    };
  }
}
