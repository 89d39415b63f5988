package io.millrace.corpus;

import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/** A snapshot on the heap that also checks that values are read as they were written. */
final class MemorySnapshot implements SnapshotWriter {
  private final Queue<Object> values = new ArrayDeque<>();

  @Override
  public void putLong(long value) {
    values.add(value);
  }

  @Override
  public void putBytes(byte[] source, int offset, int length) {
    values.add(Arrays.copyOfRange(source, offset, offset + length));
  }

  SnapshotReader reader() {
    return new SnapshotReader() {
      @Override
      public long getLong() {
        return (Long) values.remove();
      }

      @Override
      public void getBytes(byte[] target, int offset, int length) {
        byte[] bytes = (byte[]) values.remove();
        if (bytes.length != length) {
          throw new IllegalStateException(
              "snapshot read wrongly: written=" + bytes.length + ", read=" + length);
        }
        System.arraycopy(bytes, 0, target, offset, length);
      }
    };
  }
}
