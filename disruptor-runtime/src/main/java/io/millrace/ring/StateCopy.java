package io.millrace.ring;

import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** State on its way from one engine to another: written once, then read once. One thread. */
final class StateCopy implements SnapshotWriter, SnapshotReader {
  private static final int CHUNK_BYTES = 1 << 20;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final List<byte[]> chunks = new ArrayList<>();
  private int written = CHUNK_BYTES;
  private int chunk = -1;
  private int read = CHUNK_BYTES;

  @Override
  public void putLong(long value) {
    if (written > CHUNK_BYTES - Long.BYTES) {
      addChunk();
    }
    LONG.set(chunks.get(chunks.size() - 1), written, value);
    written += Long.BYTES;
  }

  @Override
  public void putBytes(byte[] source, int offset, int length) {
    for (int done = 0; done < length; ) {
      if (written == CHUNK_BYTES) {
        addChunk();
      }
      int count = Math.min(length - done, CHUNK_BYTES - written);
      System.arraycopy(source, offset + done, chunks.get(chunks.size() - 1), written, count);
      written += count;
      done += count;
    }
  }

  private void addChunk() {
    chunks.add(new byte[CHUNK_BYTES]);
    written = 0;
  }

  @Override
  public long getLong() {
    if (read > CHUNK_BYTES - Long.BYTES) {
      nextChunk();
    }
    long value = (long) LONG.get(chunks.get(chunk), read);
    read += Long.BYTES;
    return value;
  }

  @Override
  public void getBytes(byte[] target, int offset, int length) {
    for (int done = 0; done < length; ) {
      if (read == CHUNK_BYTES) {
        nextChunk();
      }
      int count = Math.min(length - done, CHUNK_BYTES - read);
      System.arraycopy(chunks.get(chunk), read, target, offset + done, count);
      read += count;
      done += count;
    }
  }

  private void nextChunk() {
    chunk++;
    read = 0;
  }
}
