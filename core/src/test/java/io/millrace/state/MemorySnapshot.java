package io.millrace.state;

import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A snapshot in memory. */
public final class MemorySnapshot implements SnapshotWriter, SnapshotReader {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private ByteBuffer reading;

  @Override
  public void putLong(long value) {
    written.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  @Override
  public void putBytes(byte[] source, int offset, int length) {
    written.write(source, offset, length);
  }

  private ByteBuffer reading() {
    if (reading == null) {
      reading = ByteBuffer.wrap(written.toByteArray());
    }
    return reading;
  }

  @Override
  public long getLong() {
    return reading().getLong();
  }

  @Override
  public void getBytes(byte[] target, int offset, int length) {
    reading().get(target, offset, length);
  }
}
