package io.millrace.sql.codegen;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

/** Makes objects of generated classes. */
final class GeneratedClass {
  private GeneratedClass() {}

  static Constructor<?> constructor(Class<?> type, Class<?>... parameters) {
    try {
      return type.getConstructor(parameters);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("no such constructor: class=" + type.getName(), e);
    }
  }

  static Object instance(Constructor<?> constructor, Object... arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw cannotBeMade(constructor, e);
    } catch (ReflectiveOperationException e) {
      throw cannotBeMade(constructor, e);
    }
  }

  private static IllegalStateException cannotBeMade(Constructor<?> constructor, Exception e) {
    return new IllegalStateException(
        "object cannot be made: class=" + constructor.getDeclaringClass().getName(), e);
  }
}
