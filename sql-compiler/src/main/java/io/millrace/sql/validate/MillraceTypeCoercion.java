package io.millrace.sql.validate;

import static io.millrace.sql.validate.Positions.refuse;

import io.millrace.type.DataType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;

/**
 * Casts that need not be written: between numbers, to text, and of literals. Text that a row brings
 * becomes no number or time unless a CAST says so, and a truth value is no number.
 */
final class MillraceTypeCoercion extends TypeCoercionImpl {
  MillraceTypeCoercion(RelDataTypeFactory typeFactory, SqlValidator validator) {
    super(typeFactory, validator);
  }

  @Override
  protected boolean coerceOperandType(
      SqlValidatorScope scope, SqlCall call, int index, RelDataType targetType) {
    SqlNode operand = call.operand(index);
    if (operand instanceof SqlDynamicParam) {
      return false;
    }
    RelDataType type = validator.deriveType(scope, operand);
    if (!(operand instanceof SqlLiteral) && !isImplied(type, targetType)) {
      DataType found = TypeConversion.toDataType(type).withNullable(true);
      DataType needed = TypeConversion.toDataType(targetType).withNullable(true);
      throw refuse(
          operand,
          "wrong type: found="
              + found
              + ", needed="
              + needed
              + "; write CAST("
              + operand.toString().replace("`", "")
              + " AS …)");
    }
    return super.coerceOperandType(scope, call, index, targetType);
  }

  private static boolean isImplied(RelDataType from, RelDataType to) {
    if (SqlTypeFamily.CHARACTER.contains(to)) {
      return true;
    }
    boolean isText = SqlTypeFamily.CHARACTER.contains(from);
    boolean isTruth = SqlTypeFamily.BOOLEAN.contains(from) != SqlTypeFamily.BOOLEAN.contains(to);
    return !isText && !isTruth;
  }
}
