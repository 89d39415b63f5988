package io.millrace.sql.codegen.expression;

import io.millrace.expression.Datetimes;
import io.millrace.expression.NumericCasts;
import io.millrace.sql.codegen.CodeWriter;
import io.millrace.sql.codegen.JavaText;
import io.millrace.type.DataType;
import io.millrace.type.Decimal128;
import io.millrace.type.DecimalLong;
import io.millrace.type.TypeKind;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/** CAST, written or implied. */
final class CastEmitter {
  private static final int MAX_FRACTION_DIGITS = 9;

  private final ExpressionEmitter emitter;

  CastEmitter(ExpressionEmitter emitter) {
    this.emitter = emitter;
  }

  Value emit(RexCall call, String nameHint) {
    DataType type = SqlTypes.of(call.getType());
    RexNode operand = call.getOperands().get(0);
    Value value = emitter.emit(operand);
    Value converted =
        SqlTypes.isInterval(type) && value.type().kind().isNumeric()
            ? emitter.datetimes().toInterval(value, call, type, nameHint)
            : convert(value, type, nameHint, call);
    return type.nullable()
        ? converted
        : new Value(converted.type().withNullable(false), converted.code(), "false");
  }

  /** A cast that yields NULL where it would fail. Allocates an exception then. */
  Value emitSafe(RexCall call, String nameHint) {
    DataType type = SqlTypes.of(call.getType()).withNullable(true);
    Value operand = emitter.emit(call.getOperands().get(0));
    String hint = nameHint == null ? "converted" : nameHint;
    Emission emission = emitter.emission();
    emission.markCostly();
    String name = emission.members().uniqueName(hint);
    String flag = emission.members().uniqueName(hint + "IsNull");
    CodeWriter body = emission.body();
    body.line(emission.javaType(type) + " " + name + " = " + SqlTypes.anyValue(type) + ";");
    body.line("boolean " + flag + " = true;");
    body.open("try");
    boolean failed = emission.isFailing();
    emission.openScope();
    Value converted = convert(operand, type, "tried", call);
    if (!converted.alwaysNull()) {
      body.line(name + " = " + converted.code() + ";");
      body.line(flag + " = " + converted.isNull() + ";");
    }
    emission.closeScope();
    emission.failing(failed);
    for (Class<?> failure : List.of(ArithmeticException.class, IllegalArgumentException.class)) {
      body.reopen("catch (" + failure.getSimpleName() + " e)");
      body.line(flag + " = true;");
    }
    body.close();
    return new Value(type, name, flag);
  }

  /** The value in the storage of another type, NULL where it was NULL. */
  Value convert(Value value, DataType type, String nameHint, RexNode node) {
    DataType from = value.type();
    if (value.alwaysNull()) {
      return new Value(type.withNullable(true), SqlTypes.anyValue(type), "true");
    }
    String hint = nameHint == null ? "converted" : nameHint;
    if (from.kind().isNumeric() && type.kind().isNumeric()) {
      return number(value, type, hint);
    }
    if (type.kind() == TypeKind.VARCHAR || from.kind() == TypeKind.VARCHAR) {
      return emitter.textCasts().convert(value, type, hint);
    }
    if (SqlTypes.isDatetime(from) && SqlTypes.isDatetime(type)) {
      return datetime(value, type, hint, node);
    }
    if (from.kind() == type.kind()) {
      return value;
    }
    throw unsupported(value, type, node);
  }

  private static UnsupportedExpressionException unsupported(
      Value value, DataType type, RexNode node) {
    return new UnsupportedExpressionException(
        "CAST from " + value.type().withNullable(true) + " to " + type.withNullable(true),
        "cast between numbers, between dates and times, or from and to VARCHAR",
        node);
  }

  private Value datetime(Value value, DataType type, String hint, RexNode node) {
    TypeKind from = value.type().kind();
    Emission emission = emitter.emission();
    String code = value.code();
    switch (type.kind()) {
      case DATE:
        if (from == TypeKind.TIME) {
          throw unsupported(value, type, node);
        }
        return from == TypeKind.DATE
            ? value
            : inline(value, type, emission.call(Datetimes.class, "date", code), hint);
      case TIMESTAMP:
        if (from == TypeKind.TIME) {
          throw unsupported(value, type, node);
        }
        return from == TypeKind.DATE
            ? emission.failing(
                type, emission.call(Datetimes.class, "timestamp", code), value.isNull(), hint)
            : withPrecision(value, type, hint);
      default:
        if (from == TypeKind.DATE) {
          throw unsupported(value, type, node);
        }
        if (from == TypeKind.TIME) {
          return withPrecision(value, type, hint);
        }
        String time = emission.call(Datetimes.class, "time", code);
        int precision = value.type().precision();
        return withPrecision(inline(value, DataType.time(precision), time, hint), type, hint);
    }
  }

  /** A time or timestamp without the digits of its fraction that its type does not have. */
  private Value withPrecision(Value value, DataType type, String hint) {
    if (type.precision() >= value.type().precision()) {
      return new Value(type, value.code(), value.isNull());
    }
    Emission emission = emitter.emission();
    String unit = Exact.powerOfTen(MAX_FRACTION_DIGITS - type.precision());
    String code = emission.call(Datetimes.class, "floor", value.code(), unit);
    return emission.failing(type, code, value.isNull(), hint);
  }

  private Value number(Value value, DataType type, String hint) {
    DataType from = value.type();
    if (SqlTypes.isExact(from) && type.kind() == TypeKind.DECIMAL) {
      return emitter.decimals().rescale(Exact.of(value), type, hint);
    }
    if (from.kind() == type.kind()) {
      return value;
    }
    return switch (type.kind()) {
      case REAL, DOUBLE -> floating(value, type, hint);
      case DECIMAL -> floatingToDecimal(value, type, hint);
      default -> integer(value, type, hint);
    };
  }

  private Value floating(Value value, DataType type, String hint) {
    String code = JavaText.atom(value.code());
    if (value.type().kind() == TypeKind.DECIMAL) {
      code = emitter.decimals().doubleCode(value);
      if (type.kind() == TypeKind.DOUBLE) {
        return inline(value, type, code, hint);
      }
      code = JavaText.atom(code);
    }
    boolean narrows = type.kind() == TypeKind.REAL && value.type().kind() == TypeKind.DOUBLE;
    if (narrows) {
      String checked = call("toReal", code);
      return emitter.emission().failing(type, checked, value.isNull(), hint);
    }
    return inline(value, type, "(" + SqlTypes.primitive(type) + ") " + code, hint);
  }

  private Value integer(Value value, DataType type, String hint) {
    DataType from = value.type();
    if (from.kind() == TypeKind.INTEGER) {
      return inline(value, type, "(long) " + JavaText.atom(value.code()), hint);
    }
    if (from.kind() == TypeKind.DECIMAL) {
      return emitter.decimals().toInteger(Exact.of(value), type, hint);
    }
    String method = type.kind() == TypeKind.INTEGER ? "toInteger" : "toBigint";
    return emitter.emission().failing(type, call(method, value.code()), value.isNull(), hint);
  }

  private Value floatingToDecimal(Value value, DataType type, String hint) {
    Emission emission = emitter.emission();
    String decimal = emission.members().use(Decimal128.class);
    String scale = String.valueOf(type.scale());
    String check = type.precision() + ", " + scale + ")";
    if (SqlTypes.isWide(type)) {
      WideEmitter.Chain chain =
          new WideEmitter.Chain(
              "setDouble(" + value.code() + ", " + scale + ")", value.isNull(), true);
      Exact wide =
          emitter
              .wide()
              .run(
                  chain.then("checkPrecision(" + check, true),
                  type.precision(),
                  type.scale(),
                  hint);
      return new Value(type, wide.code(), wide.isNull());
    }
    String scratch = emission.members().scratch(decimal, "rounding");
    String code = emission.call(DecimalLong.class, "fromDouble", value.code(), scale, scratch);
    String checked =
        type.precision() == Exact.LONG_DIGITS
            ? code
            : emission.call(DecimalLong.class, "checkPrecision", code, check.replace(")", ""));
    return emission.failing(type, checked, value.isNull(), hint);
  }

  private Value inline(Value value, DataType type, String code, String hint) {
    return emitter.emission().inline(type, code, value.isNull(), hint);
  }

  private String call(String method, String... arguments) {
    return emitter.emission().call(NumericCasts.class, method, arguments);
  }
}
