package io.millrace.sql.codegen.expression;

import io.millrace.expression.TextCasts;
import io.millrace.sql.codegen.JavaText;
import io.millrace.type.DataType;
import io.millrace.type.TextBuffer;
import io.millrace.type.TypeKind;

/** CAST from and to text, in the formats of {@code io.millrace.type}. */
final class TextCastEmitter {
  private final ExpressionEmitter emitter;

  TextCastEmitter(ExpressionEmitter emitter) {
    this.emitter = emitter;
  }

  Value convert(Value value, DataType type, String hint) {
    if (type.kind() != TypeKind.VARCHAR) {
      return fromText(value, type, hint);
    }
    return value.type().kind() == TypeKind.VARCHAR
        ? limited(value, type, hint)
        : toText(value, type, hint);
  }

  /** Text cut to the characters that its type allows. */
  private Value limited(Value value, DataType type, String hint) {
    int limit = type.precision();
    int most = value.type().precision();
    boolean fits = limit == DataType.UNLIMITED || (most != DataType.UNLIMITED && most <= limit);
    return fits ? value : emitter.texts().prefix(value, type, hint);
  }

  private Value fromText(Value text, DataType type, String hint) {
    Emission emission = emitter.emission();
    String source = text.code();
    if (SqlTypes.isWide(type)) {
      return wideDecimal(text, type, hint);
    }
    String code =
        switch (type.kind()) {
          case BOOLEAN -> call("toBoolean", source);
          case INTEGER -> call("toInteger", source);
          case BIGINT -> call("toBigint", source);
          case REAL -> call("toReal", source);
          case DOUBLE -> call("toDouble", source);
          case DECIMAL ->
              call(
                  "toDecimal",
                  source,
                  String.valueOf(type.precision()),
                  String.valueOf(type.scale()));
          case DATE -> call("toDate", source);
          case TIME -> call("toTime", source, String.valueOf(type.precision()));
          case TIMESTAMP -> call("toTimestamp", source, String.valueOf(type.precision()));
          case INTERVAL_DAY -> call("toIntervalDay", source);
          default -> call("toIntervalYear", source);
        };
    return emission.failing(type, code, text.isNull(), hint);
  }

  private Value wideDecimal(Value text, DataType type, String hint) {
    Emission emission = emitter.emission();
    emission.markFailing();
    emission.markCostly();
    String name =
        emission.members().scratch(emission.members().use(SqlTypes.referenceClass(type)), hint);
    String flag = emission.booleanName(text.isNull(), hint + "IsNull");
    String statement =
        call(
                "toDecimal",
                text.code(),
                String.valueOf(type.precision()),
                String.valueOf(type.scale()),
                name)
            + ";";
    if (flag.equals("false")) {
      emission.body().line(statement);
    } else {
      emission.body().open("if (" + JavaText.not(flag) + ")").line(statement).close();
    }
    return new Value(type, name, flag);
  }

  private Value toText(Value value, DataType type, String hint) {
    Emission emission = emitter.emission();
    String buffer =
        emission.members().scratch(emission.members().use(TextBuffer.class), hint + " text");
    String cleared = buffer + ".clear()";
    String code = value.code();
    String scale = String.valueOf(value.type().scale());
    String appended =
        switch (value.type().kind()) {
          case BOOLEAN, INTEGER, BIGINT, REAL, DOUBLE -> call("append", cleared, code);
          case DECIMAL -> call("appendDecimal", cleared, code, scale);
          case DATE -> call("appendDate", cleared, code);
          case TIME -> call("appendTime", cleared, code);
          case TIMESTAMP -> call("appendTimestamp", cleared, code);
          case INTERVAL_DAY -> call("appendIntervalDay", cleared, code);
          default -> call("appendIntervalYear", cleared, code);
        };
    String chain = "set(" + appended + ", 0)";
    if (type.precision() != DataType.UNLIMITED) {
      chain += ".substring(1L, " + type.precision() + "L)";
    }
    return emitter.texts().view(type, chain, value.isNull(), false, hint);
  }

  private String call(String method, String... arguments) {
    return emitter.emission().call(TextCasts.class, method, arguments);
  }
}
