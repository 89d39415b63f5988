package io.millrace.sql.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Collects the imports, constants, fields and constructor statements of one generated class, and
 * hands out its names: no two members or locals of the class share one. One thread.
 */
public final class ClassMembers {
  private final Set<String> names = new HashSet<>();
  private final Map<String, String> imports = new TreeMap<>();
  private final Map<String, String> constantNames = new HashMap<>();
  private final List<String> constants = new ArrayList<>();
  private final List<String> fields = new ArrayList<>();
  private final List<String> constructorStatements = new ArrayList<>();
  private final Map<Integer, String> parameterNames = new HashMap<>();

  /** No members yet; {@code reserved} names, such as those of inherited fields, are never given. */
  public ClassMembers(String... reserved) {
    names.addAll(List.of(reserved));
  }

  /**
   * The name by which the class can use a type: the simple one with an import, or the qualified one
   * where another type has the simple name already.
   */
  public String use(String qualifiedName) {
    String simpleName = qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
    if (qualifiedName.equals("java.lang." + simpleName)) {
      return simpleName;
    }
    String known = imports.putIfAbsent(simpleName, qualifiedName);
    return known == null || known.equals(qualifiedName) ? simpleName : qualifiedName;
  }

  /** The name by which the class can use a type. */
  public String use(Class<?> type) {
    return use(type.getCanonicalName());
  }

  /** A {@code private static final} constant; the same type and initializer give the same name. */
  public String constant(String javaType, String initializer, String nameHint) {
    String key = javaType + " = " + initializer;
    String known = constantNames.get(key);
    if (known != null) {
      return known;
    }
    String name = unique(JavaText.constantIdentifier(nameHint), "_");
    constants.add("private static final " + javaType + " " + name + " = " + initializer + ";");
    constantNames.put(key, name);
    return name;
  }

  /**
   * A {@code private final} object that is made once, without arguments, and used for every row.
   */
  public String scratch(String javaType, String nameHint) {
    return finalField(javaType, "new " + javaType + "()", nameHint);
  }

  /** A {@code private final} field with an initializer. */
  public String finalField(String javaType, String initializer, String nameHint) {
    String name = uniqueName(nameHint);
    fields.add("private final " + javaType + " " + name + " = " + initializer + ";");
    return name;
  }

  /** A {@code private final} field that a constructor statement assigns. */
  public String finalField(String javaType, String nameHint) {
    String name = uniqueName(nameHint);
    fields.add("private final " + javaType + " " + name + ";");
    return name;
  }

  /** A {@code private} field that can change. */
  public String field(String javaType, String nameHint) {
    String name = uniqueName(nameHint);
    fields.add("private " + javaType + " " + name + ";");
    return name;
  }

  /**
   * A {@code private final} field with the value of a parameter, taken from the constructor's array
   * {@code parameters}; the same index gives the same name.
   *
   * @param value the Java expression that takes the value, given the expression of the element
   */
  public String parameter(int index, String javaType, UnaryOperator<String> value) {
    String known = parameterNames.get(index);
    if (known == null) {
      known = finalField(javaType, "parameter" + (index + 1));
      constructorStatement(known + " = " + value.apply("parameters[" + index + "]") + ";");
      parameterNames.put(index, known);
    }
    return known;
  }

  /** Whether the constructor must be given the values of parameters. */
  public boolean hasParameters() {
    return !parameterNames.isEmpty();
  }

  /** Adds a statement to the constructor. */
  public void constructorStatement(String statement) {
    constructorStatements.add(statement);
  }

  /** A Java identifier from any text, such as an SQL name, that nothing else in the class has. */
  public String uniqueName(String hint) {
    return unique(JavaText.identifier(hint), "");
  }

  private String unique(String name, String separator) {
    String candidate = name;
    for (int i = 2; !names.add(candidate); i++) {
      candidate = name + separator + i;
    }
    return candidate;
  }

  /** The import statements, in order of their simple names, one a line. */
  public String imports() {
    StringBuilder out = new StringBuilder();
    imports.values().stream()
        .sorted()
        .forEach(name -> out.append("import ").append(name).append(";\n"));
    return out.toString();
  }

  /** The constants and then the fields, one a line. */
  public String fields() {
    StringBuilder out = new StringBuilder();
    constants.forEach(constant -> out.append(constant).append('\n'));
    fields.forEach(field -> out.append(field).append('\n'));
    return out.toString();
  }

  /** The statements of the constructor, one a line. */
  public String constructorStatements() {
    return constructorStatements.isEmpty() ? "" : String.join("\n", constructorStatements) + "\n";
  }
}
