package io.millrace.memory;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/**
 * Chooses, once for the JVM, how off-heap memory is reached, as constant method handles that the
 * JIT compiler inlines: up to Java 22 through {@code sun.misc.Unsafe}, from Java 23 on (where that
 * warns) through {@code java.lang.foreign.MemorySegment}. Neither needs a flag. Where the flag
 * {@code --add-exports java.base/jdk.internal.misc=ALL-UNNAMED} is given, which Agrona's buffers
 * need anyway, the Unsafe of that package serves, which is faster than segments.
 *
 * <p>Every handle takes the segment (null with Unsafe) and an address, which is absolute with
 * Unsafe and relative to the segment otherwise.
 */
final class MemoryAccess {
  /** First Java version on which segments are used. */
  private static final int FIRST_WITH_SEGMENTS = 23;

  /** Bytes of a cache line. */
  private static final long ALIGNMENT = 64;

  private static final String INTERNAL = "jdk.internal.misc";

  static final boolean SEGMENTS =
      Runtime.version().feature() >= FIRST_WITH_SEGMENTS && !isInternalExported();

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final SegmentTypes SEGMENT_TYPES = SEGMENTS ? new SegmentTypes() : null;
  private static final Object UNSAFE = SEGMENTS ? null : unsafe();

  static final MethodHandle GET_LONG = getter("JAVA_LONG", "getLong", long.class);
  static final MethodHandle PUT_LONG = setter("JAVA_LONG", "putLong", long.class);
  static final MethodHandle GET_INT = getter("JAVA_INT", "getInt", int.class);
  static final MethodHandle PUT_INT = setter("JAVA_INT", "putInt", int.class);
  static final MethodHandle GET_BYTE = getter("JAVA_BYTE", "getByte", byte.class);
  static final MethodHandle PUT_BYTE = setter("JAVA_BYTE", "putByte", byte.class);

  private static final MethodHandle ZERO = zeroing();

  private MemoryAccess() {}

  private static boolean isInternalExported() {
    return Object.class.getModule().isExported(INTERNAL, MemoryAccess.class.getModule());
  }

  private static Object unsafe() {
    try {
      if (isInternalExported()) {
        return Class.forName(INTERNAL + ".Unsafe").getMethod("getUnsafe").invoke(null);
      }
      Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("off-heap memory cannot be reached", e);
    }
  }

  private static MethodHandle getter(String layout, String method, Class<?> type) {
    try {
      MethodType shape = MethodType.methodType(type, Object.class, long.class);
      if (SEGMENTS) {
        return SEGMENT_TYPES.access("get", layout).asType(shape);
      }
      MethodHandle handle = LOOKUP.bind(UNSAFE, method, MethodType.methodType(type, long.class));
      return MethodHandles.dropArguments(handle, 0, Object.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("off-heap memory cannot be reached", e);
    }
  }

  private static MethodHandle setter(String layout, String method, Class<?> type) {
    try {
      MethodType shape = MethodType.methodType(void.class, Object.class, long.class, type);
      if (SEGMENTS) {
        return SEGMENT_TYPES.access("set", layout).asType(shape);
      }
      MethodHandle handle =
          LOOKUP.bind(UNSAFE, method, MethodType.methodType(void.class, long.class, type));
      return MethodHandles.dropArguments(handle, 0, Object.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("off-heap memory cannot be reached", e);
    }
  }

  /**
   * A block of zeroed memory.
   *
   * @param segment the segment, or null
   * @param address where offsets begin: absolute, or within the segment
   * @param owner what is freed: an arena, or the address that was allocated
   */
  record Block(Object segment, long address, Object owner) {}

  static Block allocate(long byteCount) {
    try {
      if (SEGMENTS) {
        return SEGMENT_TYPES.allocate(byteCount);
      }
      Class<?> type = UNSAFE.getClass();
      long allocated =
          (long) type.getMethod("allocateMemory", long.class).invoke(UNSAFE, byteCount + ALIGNMENT);
      long address = (allocated + ALIGNMENT - 1) & -ALIGNMENT;
      Block block = new Block(null, address, allocated);
      zero(block, 0, byteCount);
      return block;
    } catch (ReflectiveOperationException e) {
      throw outOfMemory(byteCount, e);
    }
  }

  static void zero(Block block, long offset, long byteCount) {
    try {
      ZERO.invokeExact(block.segment(), block.address() + offset, byteCount);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("cannot clear off-heap memory: bytes=" + byteCount, e);
    }
  }

  private static MethodHandle zeroing() {
    try {
      MethodType shape = MethodType.methodType(void.class, Object.class, long.class, long.class);
      if (SEGMENTS) {
        return SEGMENT_TYPES.zeroing(LOOKUP).asType(shape);
      }
      MethodHandle set =
          LOOKUP.bind(
              UNSAFE,
              "setMemory",
              MethodType.methodType(void.class, long.class, long.class, byte.class));
      return MethodHandles.dropArguments(
          MethodHandles.insertArguments(set, 2, (byte) 0), 0, Object.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("off-heap memory cannot be reached", e);
    }
  }

  static void free(Block block) {
    try {
      if (SEGMENTS) {
        ((AutoCloseable) block.owner()).close();
      } else {
        UNSAFE.getClass().getMethod("freeMemory", long.class).invoke(UNSAFE, block.owner());
      }
    } catch (Exception e) {
      throw new IllegalStateException("cannot free off-heap memory", e);
    }
  }

  private static OutOfMemoryError outOfMemory(long byteCount, Exception cause) {
    OutOfMemoryError error =
        new OutOfMemoryError("cannot allocate off-heap memory: bytes=" + byteCount);
    error.initCause(cause);
    return error;
  }
}
