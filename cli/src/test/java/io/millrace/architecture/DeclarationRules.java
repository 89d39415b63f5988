package io.millrace.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/**
 * Walks the declarations of one file: types may not have names that say nothing, and what others
 * can use has a comment. A comment is asked of public and protected types, methods and constructors
 * with a body of their own; a method that overrides has that of the overridden one.
 */
final class DeclarationRules extends TreePathScanner<Void, Void> {
  private static final Pattern EMPTY_NAME =
      Pattern.compile(".+(Manager|Helper|Util|Utils|Impl|Data)");

  private static final Set<Modifier> VISIBLE = EnumSet.of(Modifier.PUBLIC, Modifier.PROTECTED);

  private final List<String> problems = new ArrayList<>();
  private final Deque<Boolean> visible = new ArrayDeque<>(List.of(true));
  private final String file;
  private final boolean commented;
  private final DocTrees trees;
  private final CompilationUnitTree unit;

  /**
   * Rules for one file.
   *
   * @param commented whether what others can use must have a comment
   */
  DeclarationRules(String file, boolean commented, DocTrees trees, CompilationUnitTree unit) {
    this.file = file;
    this.commented = commented;
    this.trees = trees;
    this.unit = unit;
  }

  /** What is wrong with the file, each with file and line; empty when all is well. */
  List<String> problems() {
    scan(unit, null);
    return problems;
  }

  @Override
  public Void visitClass(ClassTree type, Void unused) {
    String name = type.getSimpleName().toString();
    if (EMPTY_NAME.matcher(name).matches()) {
      report(type, "name says nothing: type=" + name + "; name its role, see the glossary");
    }
    boolean isVisible = !name.isEmpty() && isVisible(type.getModifiers());
    checkComment(isVisible, type, "type=" + name);
    visible.push(isVisible);
    super.visitClass(type, null);
    visible.pop();
    return null;
  }

  @Override
  public Void visitMethod(MethodTree method, Void unused) {
    if (isWritten(method) && !overrides(method)) {
      checkComment(isVisible(method.getModifiers()), method, "method=" + method.getName());
    }
    return super.visitMethod(method, null);
  }

  private boolean isVisible(ModifiersTree modifiers) {
    Set<Modifier> flags = modifiers.getFlags();
    boolean implied = isInInterface() && !flags.contains(Modifier.PRIVATE);
    return visible.peek() && (implied || flags.stream().anyMatch(VISIBLE::contains));
  }

  private boolean isInInterface() {
    TreePath parent = getCurrentPath().getParentPath();
    Tree.Kind kind = parent == null ? null : parent.getLeaf().getKind();
    return kind == Tree.Kind.INTERFACE || kind == Tree.Kind.ANNOTATION_TYPE;
  }

  /** Whether the method stands in the text: a compact constructor of a record has no parameters. */
  private boolean isWritten(MethodTree method) {
    boolean isConstructor = method.getReturnType() == null;
    boolean isInRecord = getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
    return position(method) >= 0 && !(isConstructor && isInRecord);
  }

  private static boolean overrides(MethodTree method) {
    return method.getModifiers().getAnnotations().stream()
        .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
  }

  private void checkComment(boolean isVisible, Tree declaration, String what) {
    if (commented && isVisible && trees.getDocComment(getCurrentPath()) == null) {
      report(declaration, "no comment: " + what + "; say what it is, units, thread, NULL, errors");
    }
  }

  private void report(Tree declaration, String problem) {
    LineMap lines = unit.getLineMap();
    problems.add(file + ":" + lines.getLineNumber(position(declaration)) + ": " + problem);
  }

  private long position(Tree declaration) {
    return trees.getSourcePositions().getStartPosition(unit, declaration);
  }
}
