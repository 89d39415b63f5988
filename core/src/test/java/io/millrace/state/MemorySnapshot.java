package io.millrace.state;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** A snapshot in memory; read once as it is, or any number of times by {@link #reader}. */
public final class MemorySnapshot implements SnapshotWriter, SnapshotReader {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private SnapshotReader reading;

  @Override
  public void putLong(long value) {
    written.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  @Override
  public void putBytes(byte[] source, int offset, int length) {
    written.write(source, offset, length);
  }

  private SnapshotReader reading() {
    if (reading == null) {
      reading = reader(keyGroup -> true, batch -> true);
    }
    return reading;
  }

  @Override
  public long getLong() {
    return reading().getLong();
  }

  @Override
  public void getBytes(byte[] target, int offset, int length) {
    reading().getBytes(target, offset, length);
  }

  /** All bytes. */
  public byte[] bytes() {
    return written.toByteArray();
  }

  /** Reads it from the start. */
  public Reader reader(IntPredicate keyGroups, Predicate<RecordBatch> rows) {
    return new Reader(bytes(), keyGroups, rows);
  }

  /** Reads bytes. */
  public static final class Reader implements SnapshotReader {
    private final ByteBuffer bytes;
    private final IntPredicate keyGroups;
    private final Predicate<RecordBatch> rows;

    /** Reads what may have been changed. */
    public Reader(byte[] bytes, IntPredicate keyGroups, Predicate<RecordBatch> rows) {
      this.bytes = ByteBuffer.wrap(bytes);
      this.keyGroups = keyGroups;
      this.rows = rows;
    }

    /** Whether nothing is left. */
    public boolean isAtEnd() {
      return !bytes.hasRemaining();
    }

    @Override
    public long getLong() {
      return bytes.getLong();
    }

    @Override
    public void getBytes(byte[] target, int offset, int length) {
      bytes.get(target, offset, length);
    }

    @Override
    public boolean takesKeyGroup(int keyGroup) {
      return keyGroups.test(keyGroup);
    }

    @Override
    public boolean takesRow(RecordBatch batch, int row) {
      return rows.test(batch);
    }
  }
}
