package io.millrace.sql.codegen.expression;

import io.millrace.sql.codegen.ClassMembers;
import io.millrace.sql.codegen.CodeWriter;
import io.millrace.sql.codegen.JavaText;
import io.millrace.type.DataType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.calcite.rex.RexNode;

/**
 * Where expressions are written to, and what was written so far: the values of expressions by
 * scope, so that none is computed twice, and whether anything written can fail.
 */
final class Emission {
  private static final int MAX_INLINE_LENGTH = 100;

  private static final class Scope {
    final Map<RexNode, Value> values = new HashMap<>();
    final Map<RexNode, Exact> exacts = new HashMap<>();
  }

  private final ClassMembers members;
  private CodeWriter body;
  private final List<Value> inputs;
  private final Deque<Scope> scopes = new ArrayDeque<>();
  private boolean failing;
  private boolean costly;

  Emission(ClassMembers members, CodeWriter body, List<Value> inputs) {
    this.members = members;
    this.body = body;
    this.inputs = inputs;
    scopes.push(new Scope());
  }

  ClassMembers members() {
    return members;
  }

  CodeWriter body() {
    return body;
  }

  /** Does something with all statements going to another writer. */
  <T> T writingTo(CodeWriter other, Supplier<T> emission) {
    CodeWriter outer = body;
    body = other;
    try {
      return emission.get();
    } finally {
      body = outer;
    }
  }

  Value input(int index) {
    return inputs.get(index);
  }

  /** Whether anything that was written can throw. */
  boolean isFailing() {
    return failing;
  }

  /** Whether anything that was written takes more than a few instructions. */
  boolean isCostly() {
    return costly;
  }

  void markCostly() {
    costly = true;
  }

  void markFailing() {
    failing = true;
  }

  /** Says whether what was written so far can throw. */
  void failing(boolean canFail) {
    failing = canFail;
  }

  /** The value of an expression that was computed in this scope or around it, or null. */
  Value known(RexNode node) {
    for (Scope scope : scopes) {
      Value value = scope.values.get(node);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  void remember(RexNode node, Value value) {
    scopes.element().values.put(node, value);
  }

  /** Like {@link #known}, for exact numbers before they take their declared type. */
  Exact knownExact(RexNode node) {
    for (Scope scope : scopes) {
      Exact exact = scope.exacts.get(node);
      if (exact != null) {
        return exact;
      }
    }
    return null;
  }

  void remember(RexNode node, Exact exact) {
    scopes.element().exacts.put(node, exact);
  }

  /** Opens a block of code that may not run. */
  void openScope() {
    scopes.push(new Scope());
  }

  void closeScope() {
    scopes.pop();
  }

  /** The call of a static method, its class imported. */
  String call(Class<?> owner, String method, String... arguments) {
    return members.use(owner) + "." + method + "(" + String.join(", ", arguments) + ")";
  }

  /** The type as the generated class writes it. */
  String javaType(DataType type) {
    String reference = SqlTypes.referenceClass(type);
    return reference == null ? SqlTypes.primitive(type) : members.use(reference);
  }

  /** A name for a boolean expression, or the expression where it is one or a constant already. */
  String booleanName(String code, String hint) {
    if (JavaText.isName(code)) {
      return code;
    }
    String name = members.uniqueName(hint);
    body.line("boolean " + name + " = " + code + ";");
    return name;
  }

  /**
   * A value that costs next to nothing and cannot fail: it stays an expression unless it is long.
   */
  Value inline(DataType type, String code, String isNull, String hint) {
    Value value = new Value(type, code, isNull);
    return code.length() > MAX_INLINE_LENGTH ? named(value, hint) : value;
  }

  /** The value with an expression that is a name or a constant. */
  Value named(Value value, String hint) {
    if (JavaText.isName(value.code())) {
      return value;
    }
    String name = members.uniqueName(hint);
    body.line(javaType(value.type()) + " " + name + " = " + value.code() + ";");
    return new Value(value.type(), name, value.isNull());
  }

  /** The value with an expression and a NULL flag that are names or constants. */
  Value fullyNamed(Value value, String hint) {
    Value named = named(value, hint);
    return new Value(named.type(), named.code(), booleanName(named.isNull(), hint + "IsNull"));
  }

  /** A computation that can fail: it runs once, here, and only where the value is not NULL. */
  Value failing(DataType type, String code, String isNull, String hint) {
    failing = true;
    return guarded(type, code, isNull, hint);
  }

  /** A computation that must not run where the value is NULL, or that takes long: it runs here. */
  Value guarded(DataType type, String code, String isNull, String hint) {
    costly = true;
    String name = members.uniqueName(hint);
    String flag = booleanName(isNull, hint + "IsNull");
    String guarded =
        switch (flag) {
          case "false" -> code;
          case "true" -> SqlTypes.anyValue(type);
          default -> flag + " ? " + SqlTypes.anyValue(type) + " : " + code;
        };
    body.line(javaType(type) + " " + name + " = " + guarded + ";");
    return new Value(type, name, flag);
  }
}
