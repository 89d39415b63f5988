package io.millrace.sql.codegen.expression;

import io.millrace.type.DataType;
import java.util.function.UnaryOperator;
import org.apache.calcite.rex.RexDynamicParam;

/** Parameters: fields of the engine that are set when it is made, and never NULL. */
final class Parameters {
  private Parameters() {}

  static Value value(Emission emission, RexDynamicParam parameter) {
    DataType type = SqlTypes.of(parameter.getType());
    String name =
        emission
            .members()
            .parameter(parameter.getIndex(), emission.javaType(type), taking(emission, type));
    return Value.notNull(type, name);
  }

  private static UnaryOperator<String> taking(Emission emission, DataType type) {
    return switch (type.storage()) {
      case BYTE -> element -> "((Boolean) " + element + ").booleanValue()";
      case INT -> element -> "((Integer) " + element + ").intValue()";
      case LONG -> element -> "((Long) " + element + ").longValue()";
      case FLOAT -> element -> "((Float) " + element + ").floatValue()";
      case DOUBLE -> element -> "((Double) " + element + ").doubleValue()";
      case LONG_PAIR, BYTES -> element -> "(" + emission.javaType(type) + ") " + element;
    };
  }
}
