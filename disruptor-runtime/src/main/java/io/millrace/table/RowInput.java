package io.millrace.table;

import io.millrace.engine.SnapshotReader;
import java.io.DataInput;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Rows of a table on their way out of a checkpoint. */
final class RowInput implements SnapshotReader {
  private final DataInput in;

  RowInput(DataInput in) {
    this.in = in;
  }

  @Override
  public long getLong() {
    try {
      return in.readLong();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void getBytes(byte[] target, int offset, int length) {
    try {
      in.readFully(target, offset, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
