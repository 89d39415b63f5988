package io.millrace.table;

import io.millrace.engine.SnapshotWriter;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Rows of a table on their way into a checkpoint. */
final class RowOutput implements SnapshotWriter {
  private final DataOutput out;

  RowOutput(DataOutput out) {
    this.out = out;
  }

  @Override
  public void putLong(long value) {
    try {
      out.writeLong(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void putBytes(byte[] source, int offset, int length) {
    try {
      out.write(source, offset, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
