package io.millrace.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of a byte array at a time, in native byte order. */
final class HeapBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private HeapBytes() {}

  static long getLong(byte[] source, int index) {
    return (long) LONGS.get(source, index);
  }

  static void putLong(byte[] target, int index, long value) {
    LONGS.set(target, index, value);
  }
}
