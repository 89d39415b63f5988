package io.millrace.sql.codegen.expression;

import io.millrace.type.DataType;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.type.SqlTypeName;

/** Calcite's SEARCH, its form of IN, BETWEEN and joined ranges, as comparisons. */
final class Searches {
  private static final int MAX_FRACTION_DIGITS = 9;

  private static final RelDataTypeSystem TYPES =
      new RelDataTypeSystemImpl() {
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
          return type == SqlTypeName.DECIMAL
              ? DataType.MAX_DECIMAL_PRECISION
              : super.getMaxScale(type);
        }
      };

  private Searches() {}

  static RexNode expand(RexNode search) {
    RexBuilder builder = new RexBuilder(new JavaTypeFactoryImpl(TYPES));
    return RexUtil.expandSearch(builder, null, search);
  }
}
