package io.millrace.stepping;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;

/** The names of a class's own volatile fields. */
final class VolatileFields {
  private VolatileFields() {}

  static Set<String> of(ClassReader reader) {
    Set<String> names = new HashSet<>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public FieldVisitor visitField(
              int access, String name, String descriptor, String signature, Object value) {
            if ((access & Opcodes.ACC_VOLATILE) != 0) {
              names.add(name);
            }
            return null;
          }
        },
        ClassReader.SKIP_CODE);
    return names;
  }
}
