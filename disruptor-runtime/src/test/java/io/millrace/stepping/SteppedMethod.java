package io.millrace.stepping;

import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Puts steps into a method: before what threads share, and for all that waits. */
final class SteppedMethod extends MethodVisitor {
  private static final String HOOKS = "io/millrace/stepping/StepHooks";
  private static final String OBJECT = "java/lang/Object";
  private static final String THREAD = "java/lang/Thread";
  private static final String LOCK = "java/util/concurrent/locks/ReentrantLock";
  private static final Set<String> THREAD_CALLS =
      Set.of("onSpinWait", "yield", "sleep", "start", "isAlive", "join");
  private static final Set<String> LOCK_CALLS = Set.of("lock", "tryLock", "unlock");
  private static final Set<String> MONITOR_CALLS = Set.of("wait", "notify", "notifyAll");
  private static final Set<String> TIMES = Set.of("nanoTime", "currentTimeMillis");

  private final boolean initialises;
  private final String owner;
  private final Set<String> volatiles;

  SteppedMethod(MethodVisitor next, String method, String owner, Set<String> volatiles) {
    super(Opcodes.ASM9, next);
    this.initialises = method.equals("<clinit>");
    this.owner = owner;
    this.volatiles = volatiles;
  }

  static void hook(MethodVisitor out, String hook, String descriptor) {
    out.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, hook, descriptor, false);
  }

  private void hook(String hook) {
    hook(mv, hook, "()V");
  }

  @Override
  public void visitCode() {
    super.visitCode();
    if (initialises) {
      hook("quiet");
    }
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT) {
      hook(mv, opcode == Opcodes.MONITORENTER ? "enter" : "exit", "(Ljava/lang/Object;)V");
      return;
    }
    if (initialises && opcode == Opcodes.RETURN) {
      hook("loud");
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitFieldInsn(int opcode, String type, String field, String descriptor) {
    boolean shared = type.equals(owner) && volatiles.contains(field);
    if (shared) {
      hook("step");
    }
    super.visitFieldInsn(opcode, type, field, descriptor);
    if (shared && (opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC)) {
      hook("changed");
    }
  }

  @Override
  public void visitMethodInsn(int opcode, String type, String call, String text, boolean face) {
    if (isReplaced(type, call)) {
      replace(opcode, type, call, text);
      return;
    }
    boolean shared = !call.equals("<init>") && isShared(type);
    if (shared) {
      hook("step");
    }
    super.visitMethodInsn(opcode, type, call, text, face);
    if (shared && mayChange(call)) {
      hook("changed");
    }
  }

  /** A reference to a method that is replaced refers to the hook. */
  @Override
  public void visitInvokeDynamicInsn(String call, String text, Handle maker, Object... given) {
    Object[] all = given.clone();
    for (int i = 0; i < all.length; i++) {
      if (all[i] instanceof Handle to && isReplaced(to.getOwner(), to.getName())) {
        boolean isStatic = to.getTag() == Opcodes.H_INVOKESTATIC;
        all[i] =
            new Handle(
                Opcodes.H_INVOKESTATIC,
                HOOKS,
                to.getName(),
                isStatic ? to.getDesc() : "(L" + to.getOwner() + ";" + to.getDesc().substring(1),
                false);
      }
    }
    super.visitInvokeDynamicInsn(call, text, maker, all);
  }

  private void replace(int opcode, String type, String call, String text) {
    String all = opcode == Opcodes.INVOKESTATIC ? text : "(L" + type + ";" + text.substring(1);
    hook(mv, call.equals("yield") ? "onSpinWait" : call, all);
  }

  private static boolean isReplaced(String type, String call) {
    return switch (type) {
      case "java/util/concurrent/locks/LockSupport" -> true;
      case THREAD -> THREAD_CALLS.contains(call);
      case LOCK -> LOCK_CALLS.contains(call);
      case OBJECT -> MONITOR_CALLS.contains(call);
      case "java/lang/System" -> TIMES.contains(call);
      default -> false;
    };
  }

  private static boolean isShared(String type) {
    return type.startsWith("java/util/concurrent/atomic/")
        || type.startsWith("java/util/concurrent/Concurrent")
        || type.startsWith("java/util/concurrent/CopyOnWrite")
        || type.equals("java/lang/invoke/VarHandle")
        || type.equals("com/lmax/disruptor/Sequence");
  }

  private static boolean mayChange(String call) {
    boolean reads =
        call.endsWith("Fence")
            || call.startsWith("peek")
            || call.equals("iterator")
            || call.startsWith("get") && !call.startsWith("getAnd");
    return !reads;
  }
}
