package io.millrace.perf.piece;

import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** State in one byte array of fixed length, written and read as often as wanted. One thread. */
final class ArrayState implements SnapshotWriter, SnapshotReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private int position;

  ArrayState(int capacityBytes) {
    bytes = new byte[capacityBytes];
  }

  /** Begins at the start again, to write or to read. */
  ArrayState rewind() {
    position = 0;
    return this;
  }

  /** How many bytes were written or read. */
  int position() {
    return position;
  }

  @Override
  public void putLong(long value) {
    LONG.set(bytes, position, value);
    position += Long.BYTES;
  }

  @Override
  public void putBytes(byte[] source, int offset, int length) {
    System.arraycopy(source, offset, bytes, position, length);
    position += length;
  }

  @Override
  public long getLong() {
    long value = (long) LONG.get(bytes, position);
    position += Long.BYTES;
    return value;
  }

  @Override
  public void getBytes(byte[] target, int offset, int length) {
    System.arraycopy(bytes, position, target, offset, length);
    position += length;
  }
}
