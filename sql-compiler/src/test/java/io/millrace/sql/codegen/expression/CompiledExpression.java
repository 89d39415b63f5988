package io.millrace.sql.codegen.expression;

import io.millrace.sql.codegen.ClassMembers;
import io.millrace.sql.codegen.CodeWriter;
import io.millrace.type.DataType;
import io.millrace.type.Decimal128;
import io.millrace.type.VarcharView;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.codehaus.janino.SimpleCompiler;

/** An expression compiled to a class of its own, for rows of Java objects. */
final class CompiledExpression {
  /** What the generated class implements. */
  public interface Program {
    /** The value for a row; null for NULL. */
    Object evaluate(Object[] row);

    /** Computes the value for a row many times, without a box around it. */
    void repeat(Object[] row, int times);
  }

  private final String statements;
  private final Value value;
  private final String source;
  private final Program program;

  CompiledExpression(SqlExpressions schema, String sql) {
    this(schema, schema.expression(sql));
  }

  CompiledExpression(SqlExpressions schema, RexNode node) {
    ClassMembers members = new ClassMembers("row", "times", "round", "used");
    CodeWriter inputs = new CodeWriter(2);
    List<Value> columns = new ArrayList<>();
    for (RelDataTypeField field : schema.rowType().getFieldList()) {
      columns.add(column(members, inputs, field));
    }
    CodeWriter body = new CodeWriter();
    value = new ExpressionEmitter(members, body, columns).emit(node);
    statements = body.toString();
    source = source(members, inputs, body);
    program = compile(source);
  }

  /** A column with a value under NULL that is as awkward as can be. */
  private static Value column(ClassMembers members, CodeWriter out, RelDataTypeField field) {
    DataType type = SqlTypes.of(field.getType());
    String name = members.uniqueName(field.getName());
    String raw = "row[" + field.getIndex() + "]";
    String flag = "false";
    if (type.nullable()) {
      flag = members.uniqueName(field.getName() + "IsNull");
      out.line("boolean " + flag + " = " + raw + " == null;");
    }
    String box =
        switch (type.storage()) {
          case BYTE -> "Boolean";
          case INT -> "Integer";
          case LONG -> "Long";
          case FLOAT -> "Float";
          case DOUBLE -> "Double";
          case LONG_PAIR -> "io.millrace.type.Decimal128";
          case BYTES -> "io.millrace.type.VarcharView";
        };
    String read = "(" + box + ") " + raw;
    boolean reference = SqlTypes.isReference(type);
    String primitive = reference ? box : SqlTypes.primitive(type);
    String loaded = reference ? read : "(" + read + ")." + primitive + "Value()";
    String garbage =
        switch (type.storage()) {
          case BYTE -> "true";
          case INT -> "Integer.MIN_VALUE";
          case LONG -> "Long.MIN_VALUE";
          case FLOAT -> "Float.NaN";
          case DOUBLE -> "Double.NaN";
          default -> "null";
        };
    String code = flag.equals("false") ? loaded : flag + " ? " + garbage + " : " + loaded;
    out.line(primitive + " " + name + " = " + code + ";");
    return new Value(type, name, flag);
  }

  private String source(ClassMembers members, CodeWriter inputs, CodeWriter body) {
    CodeWriter out = new CodeWriter();
    out.lines("package io.millrace.generated;");
    out.lines(members.imports());
    out.open("public final class Generated implements " + Program.class.getCanonicalName());
    out.lines(members.fields());
    String reference = SqlTypes.referenceClass(value.type());
    String used = reference == null ? SqlTypes.primitive(value.type()) : reference;
    out.line("public " + used + " used;");
    out.open("public Object evaluate(Object[] row)");
    out.lines(inputs.toString());
    out.lines(body.toString());
    if (value.alwaysNull()) {
      out.line("return null;");
    } else if (!value.neverNull()) {
      out.open("if (" + value.isNull() + ")").line("return null;").close();
    }
    if (!value.alwaysNull()) {
      out.line("return " + boxed() + ";");
    }
    out.close();
    repeat(out, inputs, body);
    return out.close().toString();
  }

  private void repeat(CodeWriter out, CodeWriter inputs, CodeWriter body) {
    out.open("public void repeat(Object[] row, int times)");
    out.open("for (int round = 0; round < times; round++)");
    out.lines(inputs.toString());
    out.lines(body.toString());
    out.open("if (!(" + value.isNull() + "))").line("used = " + value.code() + ";").close();
    out.close().close();
  }

  private String boxed() {
    return switch (value.type().storage()) {
      case BYTE -> "Boolean.valueOf(" + value.code() + ")";
      case INT -> "Integer.valueOf(" + value.code() + ")";
      case LONG -> "Long.valueOf(" + value.code() + ")";
      case FLOAT -> "Float.valueOf(" + value.code() + ")";
      case DOUBLE -> "Double.valueOf(" + value.code() + ")";
      default -> value.code();
    };
  }

  private static Program compile(String source) {
    try {
      SimpleCompiler compiler = new SimpleCompiler();
      compiler.setParentClassLoader(CompiledExpression.class.getClassLoader());
      compiler.cook(source);
      return (Program)
          compiler
              .getClassLoader()
              .loadClass("io.millrace.generated.Generated")
              .getDeclaredConstructor()
              .newInstance();
    } catch (Exception e) {
      throw new AssertionError("does not compile:\n" + source, e);
    }
  }

  /** The statements that were emitted. */
  String statements() {
    return statements;
  }

  /** Statements and the value, as {@code code} or {@code code, NULL if isNull}. */
  String text() {
    String nulls = value.neverNull() ? "" : ", NULL if " + value.isNull();
    return statements + value.code() + nulls;
  }

  Value value() {
    return value;
  }

  String source() {
    return source;
  }

  /** The result for a row in storage form; see {@link #toJava}. */
  Object evaluate(Object... row) {
    return toJava(program.evaluate(row), value.type());
  }

  void repeat(Object[] row, int times) {
    program.repeat(row, times);
  }

  /** Storage form to BigDecimal (exact types), String, Boolean, Double, Float; times as Long. */
  private static Object toJava(Object raw, DataType type) {
    if (raw == null) {
      return null;
    }
    return switch (type.kind()) {
      case DECIMAL -> new BigDecimal(unscaled(raw), type.scale());
      case INTEGER, BIGINT -> BigDecimal.valueOf(((Number) raw).longValue());
      case VARCHAR -> raw.toString();
      case DATE -> ((Number) raw).longValue();
      default -> raw;
    };
  }

  private static BigInteger unscaled(Object raw) {
    if (raw instanceof Decimal128 wide) {
      return wide.toBigInteger();
    }
    return BigInteger.valueOf((Long) raw);
  }

  /** Java form to storage form: the inverse of what {@link #evaluate} returns. */
  static Object toStorage(Object value, DataType type) {
    if (value == null) {
      return null;
    }
    switch (type.kind()) {
      case DECIMAL:
        BigInteger unscaled = ((BigDecimal) value).setScale(type.scale()).unscaledValue();
        return SqlTypes.isWide(type)
            ? new Decimal128().set(unscaled)
            : (Object) unscaled.longValueExact();
      case INTEGER, DATE:
        return ((Number) value).intValue();
      case BIGINT, TIME, TIMESTAMP, INTERVAL_DAY, INTERVAL_YEAR:
        return ((Number) value).longValue();
      case VARCHAR:
        byte[] bytes = ("<" + value + ">").getBytes(StandardCharsets.UTF_8);
        VarcharView view = new VarcharView();
        view.set(bytes, 1, bytes.length - 2);
        return view;
      default:
        return value;
    }
  }
}
