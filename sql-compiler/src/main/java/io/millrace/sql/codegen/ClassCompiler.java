package io.millrace.sql.codegen;

import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.SimpleCompiler;

/** Compiles generated source in memory; each class has a loader of its own and can be unloaded. */
final class ClassCompiler {
  private ClassCompiler() {}

  /**
   * Compiles and loads a class.
   *
   * @throws IllegalStateException if the source does not compile: a defect of an emitter
   */
  static Class<?> compile(String name, String source) {
    SimpleCompiler compiler = new SimpleCompiler();
    compiler.setParentClassLoader(ClassCompiler.class.getClassLoader());
    try {
      compiler.cook(name + ".java", source);
      return compiler.getClassLoader().loadClass(ClassSource.PACKAGE + "." + name);
    } catch (CompileException | ClassNotFoundException e) {
      throw new IllegalStateException(
          "generated code does not compile: class="
              + name
              + ", error="
              + e.getMessage()
              + "\n"
              + source,
          e);
    }
  }
}
