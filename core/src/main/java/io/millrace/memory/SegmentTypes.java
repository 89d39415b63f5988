package io.millrace.memory;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;

/** What is needed of {@code java.lang.foreign}, by reflection because Java 17 does not have it. */
final class SegmentTypes {
  private static final String PACKAGE = "java.lang.foreign.";

  private final Class<?> segment = find("MemorySegment");
  private final Class<?> arena = find("Arena");
  private final Class<?> valueLayout = find("ValueLayout");

  private static Class<?> find(String name) {
    try {
      return Class.forName(PACKAGE + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("off-heap memory cannot be reached", e);
    }
  }

  /** {@code MemorySegment.get} or {@code set} of one value layout, bound to the layout. */
  MethodHandle access(String verb, String layout) throws ReflectiveOperationException {
    Object constant = valueLayout.getField(layout).get(null);
    VarHandle handle =
        (VarHandle) valueLayout.getMethod("varHandle").invoke(withoutAlignment(constant));
    VarHandle.AccessMode mode =
        verb.equals("get") ? VarHandle.AccessMode.GET : VarHandle.AccessMode.SET;
    return handle.toMethodHandle(mode);
  }

  private Object withoutAlignment(Object layout) throws ReflectiveOperationException {
    return find("MemoryLayout").getMethod("withByteAlignment", long.class).invoke(layout, 1L);
  }

  MemoryAccess.Block allocate(long byteCount) throws ReflectiveOperationException {
    Object owner = arena.getMethod("ofShared").invoke(null);
    Object memory =
        arena.getMethod("allocate", long.class, long.class).invoke(owner, byteCount, 64L);
    return new MemoryAccess.Block(memory, 0L, owner);
  }

  /** {@code segment.asSlice(offset, length).fill(0)} as a handle of segment, offset and length. */
  MethodHandle zeroing(MethodHandles.Lookup lookup) throws ReflectiveOperationException {
    MethodHandle slice =
        lookup.findVirtual(
            segment, "asSlice", MethodType.methodType(segment, long.class, long.class));
    MethodHandle fill =
        lookup.findVirtual(segment, "fill", MethodType.methodType(segment, byte.class));
    MethodHandle clear = MethodHandles.insertArguments(fill, 1, (byte) 0);
    return MethodHandles.collectArguments(clear, 0, slice);
  }
}
