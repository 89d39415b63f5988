package io.millrace.stepping;

import java.util.Set;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts steps into a class. A synchronized method becomes one that enters and leaves the monitor by
 * hooks around its body.
 */
final class SteppedClass extends ClassVisitor {
  private static final String BODY = "$body";
  private static final String THROWABLE = "java/lang/Throwable";

  private final Set<String> volatiles;
  private String name;

  SteppedClass(ClassVisitor next, Set<String> volatiles) {
    super(Opcodes.ASM9, next);
    this.volatiles = volatiles;
  }

  @Override
  public void visit(
      int version, int access, String itsName, String signature, String parent, String[] types) {
    name = itsName;
    super.visit(version, access, itsName, signature, parent, types);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String method, String descriptor, String signature, String[] exceptions) {
    int itsAccess = access;
    String itsName = method;
    if ((access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      itsAccess =
          access & Opcodes.ACC_STATIC
              | Opcodes.ACC_PRIVATE
              | Opcodes.ACC_FINAL
              | Opcodes.ACC_SYNTHETIC;
      itsName = method + BODY;
      enclose(access & ~Opcodes.ACC_SYNCHRONIZED, method, descriptor, exceptions);
    }
    MethodVisitor body = super.visitMethod(itsAccess, itsName, descriptor, signature, exceptions);
    return body == null ? null : new SteppedMethod(body, method, name, volatiles);
  }

  private void enclose(int access, String method, String descriptor, String[] exceptions) {
    MethodVisitor out = super.visitMethod(access, method, descriptor, null, exceptions);
    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
    Label from = new Label();
    Label to = new Label();
    Label failed = new Label();
    out.visitCode();
    out.visitTryCatchBlock(from, to, failed, THROWABLE);
    monitor(out, isStatic, "enter");
    out.visitLabel(from);
    int slot = isStatic ? 0 : 1;
    if (!isStatic) {
      out.visitVarInsn(Opcodes.ALOAD, 0);
    }
    for (Type type : Type.getArgumentTypes(descriptor)) {
      out.visitVarInsn(type.getOpcode(Opcodes.ILOAD), slot);
      slot += type.getSize();
    }
    int call = isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL;
    out.visitMethodInsn(call, name, method + BODY, descriptor, false);
    out.visitLabel(to);
    monitor(out, isStatic, "exit");
    out.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
    out.visitLabel(failed);
    out.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {THROWABLE});
    monitor(out, isStatic, "exit");
    out.visitInsn(Opcodes.ATHROW);
    out.visitMaxs(0, 0);
    out.visitEnd();
  }

  private void monitor(MethodVisitor out, boolean isStatic, String hook) {
    if (isStatic) {
      out.visitLdcInsn(Type.getObjectType(name));
    } else {
      out.visitVarInsn(Opcodes.ALOAD, 0);
    }
    SteppedMethod.hook(out, hook, "(Ljava/lang/Object;)V");
  }
}
