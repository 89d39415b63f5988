package io.millrace.corpus;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.KeyGroups;
import io.millrace.engine.Router;
import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A snapshot on the heap that also checks that values are read as they were written. */
final class MemorySnapshot implements SnapshotWriter {
  private final List<Object> values = new ArrayList<>();

  @Override
  public void putLong(long value) {
    values.add(value);
  }

  @Override
  public void putBytes(byte[] source, int offset, int length) {
    values.add(Arrays.copyOfRange(source, offset, offset + length));
  }

  /** Reads it from the start, for an engine that takes all of it. */
  Reader reader() {
    return new Reader(0, 1, null);
  }

  /**
   * Reads it from the start, for the engine of one of several partitions.
   *
   * @param router of the query; null if it has none
   */
  Reader reader(int partition, int partitions, Router router) {
    return new Reader(partition, partitions, router);
  }

  /** Reads the values in order. */
  final class Reader implements SnapshotReader {
    private final int partition;
    private final int partitions;
    private final Router router;
    private final byte[] keyGroup = new byte[1];
    private int next;

    private Reader(int partition, int partitions, Router router) {
      this.partition = partition;
      this.partitions = partitions;
      this.router = router;
    }

    @Override
    public long getLong() {
      return (Long) values.get(next++);
    }

    @Override
    public void getBytes(byte[] target, int offset, int length) {
      byte[] bytes = (byte[]) values.get(next++);
      if (bytes.length != length) {
        throw new IllegalStateException(
            "snapshot read wrongly: written=" + bytes.length + ", read=" + length);
      }
      System.arraycopy(bytes, 0, target, offset, length);
    }

    @Override
    public boolean takesKeyGroup(int group) {
      return KeyGroups.partition(group, partitions) == partition;
    }

    @Override
    public boolean takesRow(RecordBatch batch, int row) {
      if (router == null) {
        return true;
      }
      router.route(batch, keyGroup);
      return takesKeyGroup(keyGroup[row]);
    }

    /** Whether nothing is left. */
    boolean isAtEnd() {
      return next == values.size();
    }
  }
}
