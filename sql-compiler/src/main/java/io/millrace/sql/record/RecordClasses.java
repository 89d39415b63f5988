package io.millrace.sql.record;

import io.millrace.record.ColumnBinding;
import io.millrace.record.RecordCompiler;
import io.millrace.record.RecordReader;
import io.millrace.record.RecordWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Modifier;
import java.util.List;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.SimpleCompiler;

/** Compiles the writers and readers of records with Janino. */
public final class RecordClasses implements RecordCompiler {
  /** Found by the service loader. */
  public RecordClasses() {}

  @Override
  @SuppressWarnings("unchecked") // The generated class casts to this very class.
  public <R extends Record> RecordWriter<R> writer(Class<R> type, List<ColumnBinding> columns) {
    String name = RecordSource.newClassName(type, "Writer");
    return (RecordWriter<R>) load(type, name, RecordWriterEmitter.source(type, name, columns));
  }

  @Override
  @SuppressWarnings("unchecked") // The generated class makes objects of this very class.
  public <R extends Record> RecordReader<R> reader(Class<R> type, List<ColumnBinding> components) {
    String name = RecordSource.newClassName(type, "Reader");
    return (RecordReader<R>) load(type, name, RecordReaderEmitter.source(type, name, components));
  }

  private static Object load(Class<?> type, String name, String source) {
    checkReachable(type);
    SimpleCompiler compiler = new SimpleCompiler();
    compiler.setParentClassLoader(type.getClassLoader());
    try {
      compiler.cook(name + ".java", source);
      byte[] code = compiler.getBytecodes().get(name);
      return define(MethodHandles.privateLookupIn(type, MethodHandles.lookup()), code)
          .getDeclaredConstructor()
          .newInstance();
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(
          "record's package is closed: record="
              + type.getName()
              + ", module="
              + type.getModule()
              + "; open the package in its module-info",
          e);
    } catch (CompileException | ReflectiveOperationException e) {
      throw new IllegalStateException(
          "generated code does not compile: record="
              + type.getName()
              + ", error="
              + e.getMessage()
              + "\n"
              + source,
          e);
    }
  }

  /**
   * In the record's own module a hidden class, which goes with its last object; in another module,
   * where that is not allowed, a class that goes with the record's loader. The record's class never
   * stays because of it.
   */
  private static Class<?> define(Lookup lookup, byte[] code) throws IllegalAccessException {
    return lookup.hasFullPrivilegeAccess()
        ? lookup.defineHiddenClass(code, true).lookupClass()
        : lookup.defineClass(code);
  }

  private static void checkReachable(Class<?> type) {
    if (Modifier.isPrivate(type.getModifiers())) {
      throw new IllegalArgumentException(
          "private record: record="
              + type.getName()
              + "; generated code in its package cannot reach it: leave out private");
    }
  }
}
