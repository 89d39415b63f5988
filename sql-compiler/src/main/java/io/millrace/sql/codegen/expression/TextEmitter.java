package io.millrace.sql.codegen.expression;

import io.millrace.expression.Texts;
import io.millrace.sql.codegen.JavaText;
import io.millrace.type.DataType;
import io.millrace.type.LikePattern;
import io.millrace.type.TextBuffer;
import io.millrace.type.TypeKind;
import io.millrace.type.VarcharView;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlTrimFunction;

/**
 * Functions on text. A result is a view, a field of the generated class, of the operand's bytes or
 * of a buffer of its own.
 */
final class TextEmitter {
  private static final DataType BIGINT = DataType.of(TypeKind.BIGINT);
  private static final DataType VARCHAR = DataType.of(TypeKind.VARCHAR);

  private final ExpressionEmitter emitter;

  TextEmitter(ExpressionEmitter emitter) {
    this.emitter = emitter;
  }

  Value like(RexCall call) {
    if (!call.getOperator().getName().equals("LIKE")) {
      throw new UnsupportedExpressionException(
          call.getOperator().getName(), "use LIKE, with LOWER on both sides to ignore case", call);
    }
    String pattern = constantText(call, 1, "LIKE with a pattern that is not constant");
    String arguments = JavaText.string(pattern);
    try {
      if (call.getOperands().size() > 2) {
        String escape = constantText(call, 2, "LIKE with an escape that is not constant");
        LikePattern.compile(pattern, escape);
        arguments += ", " + JavaText.string(escape);
      } else {
        LikePattern.compile(pattern);
      }
    } catch (IllegalArgumentException e) {
      throw new UnsupportedExpressionException("LIKE", e.getMessage(), call);
    }
    Value text = text(call.getOperands().get(0));
    Emission emission = emitter.emission();
    emission.markCostly();
    String type = emission.members().use(LikePattern.class);
    String name =
        emission.members().constant(type, type + ".compile(" + arguments + ")", "like " + pattern);
    return References.guarded(name + ".matches(" + text.code() + ")", text.isNull());
  }

  private static String constantText(RexCall call, int operand, String what) {
    Constant constant = ConstantFolder.fold(call.getOperands().get(operand));
    if (constant == null || !(constant.value() instanceof String text)) {
      throw new UnsupportedExpressionException(what, "write it as a literal", call);
    }
    return text;
  }

  private Value text(RexNode node) {
    return emitter.emitAs(node, VARCHAR, null);
  }

  Value upper(RexCall call, String nameHint) {
    return buffered("appendUpper", call, nameHint == null ? "upper" : nameHint);
  }

  Value lower(RexCall call, String nameHint) {
    return buffered("appendLower", call, nameHint == null ? "lower" : nameHint);
  }

  private Value buffered(String method, RexCall call, String hint) {
    Value source = text(call.getOperands().get(0));
    String append = "." + method + "(" + source.code() + ")";
    return built(append, SqlTypes.of(call.getType()), source.isNull(), false, hint);
  }

  /** The text that appending to an empty buffer yields. */
  Value built(String appends, DataType type, String isNull, boolean canFail, String hint) {
    String bufferType = emitter.emission().members().use(TextBuffer.class);
    String buffer = emitter.emission().members().scratch(bufferType, hint + " text");
    return view(type, "set(" + buffer + ".clear()" + appends + ", 0)", isNull, canFail, hint);
  }

  /** A view of its own, set where the value is not NULL. */
  Value view(DataType type, String call, String isNull, boolean canFail, String hint) {
    Emission emission = emitter.emission();
    emission.markCostly();
    if (canFail) {
      emission.markFailing();
    }
    String view = emission.members().scratch(emission.members().use(VarcharView.class), hint);
    String flag = emission.booleanName(isNull, hint + "IsNull");
    String statement = view + "." + call + ";";
    if (flag.equals("false")) {
      emission.body().line(statement);
    } else if (!flag.equals("true")) {
      emission.body().open("if (" + JavaText.not(flag) + ")").line(statement).close();
    }
    return new Value(type, view, flag);
  }

  /** The operator {@code ||}. */
  Value concatenation(RexCall call, String nameHint) {
    List<RexNode> parts = new ArrayList<>();
    flatten(call, parts);
    StringBuilder appends = new StringBuilder();
    String isNull = "false";
    for (RexNode part : parts) {
      Value value = text(part);
      appends.append(".append(").append(value.code()).append(')');
      isNull = JavaText.or(isNull, value.isNull());
    }
    String hint = nameHint == null ? "joined" : nameHint;
    return built(appends.toString(), SqlTypes.of(call.getType()), isNull, false, hint);
  }

  private void flatten(RexNode node, List<RexNode> parts) {
    boolean isConcatenation =
        node instanceof RexCall call
            && call.getOperator().getName().equals("||")
            && emitter.emission().known(node) == null;
    if (isConcatenation) {
      ((RexCall) node).getOperands().forEach(operand -> flatten(operand, parts));
    } else {
      parts.add(node);
    }
  }

  Value length(RexCall call, String nameHint) {
    Value source = text(call.getOperands().get(0));
    String hint = nameHint == null ? "length" : nameHint;
    String code = source.code() + ".codePointCount()";
    return emitter.emission().guarded(SqlTypes.of(call.getType()), code, source.isNull(), hint);
  }

  Value substring(RexCall call, String nameHint) {
    List<RexNode> operands = call.getOperands();
    Value source = text(operands.get(0));
    Value start = emitter.emitAs(operands.get(1), BIGINT, null);
    String isNull = JavaText.or(source.isNull(), start.isNull());
    String count = "Long.MAX_VALUE";
    boolean canFail = false;
    if (operands.size() > 2) {
      Value length = emitter.emitAs(operands.get(2), BIGINT, null);
      count = length.code();
      isNull = JavaText.or(isNull, length.isNull());
      Constant constant = ConstantFolder.fold(operands.get(2));
      canFail = constant == null || !(constant.value() instanceof Long n) || n < 0;
    }
    String chain = "set(" + source.code() + ").substring(" + start.code() + ", " + count + ")";
    String hint = nameHint == null ? "part" : nameHint;
    return view(SqlTypes.of(call.getType()), chain, isNull, canFail, hint);
  }

  /** The first characters of a text, where its type allows fewer than it may have. */
  Value prefix(Value source, DataType type, String hint) {
    String chain = "set(" + source.code() + ").substring(1L, " + type.precision() + "L)";
    return view(type, chain, source.isNull(), false, hint);
  }

  Value trim(RexCall call, String nameHint) {
    List<RexNode> operands = call.getOperands();
    SqlTrimFunction.Flag flag =
        ((RexLiteral) operands.get(0)).getValueAs(SqlTrimFunction.Flag.class);
    String removed = constantText(call, 1, "TRIM of a character that is not constant");
    if (removed.length() != 1 || removed.charAt(0) >= 0x80) {
      throw new UnsupportedExpressionException(
          "TRIM of '" + removed + "'", "trim one ASCII character at a time", call);
    }
    boolean leading = flag != SqlTrimFunction.Flag.TRAILING;
    boolean trailing = flag != SqlTrimFunction.Flag.LEADING;
    Value source = text(operands.get(2));
    String hint = nameHint == null ? "trimmed" : nameHint;
    DataType type = SqlTypes.of(call.getType());
    if (removed.equals(" ")) {
      String chain = "set(" + source.code() + ").trim(" + leading + ", " + trailing + ")";
      return view(type, chain, source.isNull(), false, hint);
    }
    String arguments =
        source.code() + ", (byte) " + (int) removed.charAt(0) + ", " + leading + ", " + trailing;
    String trimmed = emitter.emission().call(Texts.class, "trim", arguments + ", ");
    return viewOf(trimmed, type, source.isNull(), hint);
  }

  /** A view that a static method with a result parameter, its last one, sets. */
  private Value viewOf(String openCall, DataType type, String isNull, String hint) {
    Emission emission = emitter.emission();
    emission.markCostly();
    String view = emission.members().scratch(emission.members().use(VarcharView.class), hint);
    String flag = emission.booleanName(isNull, hint + "IsNull");
    String statement = openCall.substring(0, openCall.length() - 1) + view + ");";
    if (flag.equals("false")) {
      emission.body().line(statement);
    } else {
      emission.body().open("if (" + JavaText.not(flag) + ")").line(statement).close();
    }
    return new Value(type, view, flag);
  }

  Value position(RexCall call, String nameHint) {
    if (call.getOperands().size() > 2) {
      throw new UnsupportedExpressionException(
          "POSITION with FROM", "use SUBSTRING and add its start", call);
    }
    Value searched = text(call.getOperands().get(0));
    Value source = text(call.getOperands().get(1));
    Emission emission = emitter.emission();
    String code = emission.call(Texts.class, "position", searched.code(), source.code());
    String isNull = JavaText.or(searched.isNull(), source.isNull());
    String hint = nameHint == null ? "position" : nameHint;
    return emission.guarded(SqlTypes.of(call.getType()), code, isNull, hint);
  }
}
