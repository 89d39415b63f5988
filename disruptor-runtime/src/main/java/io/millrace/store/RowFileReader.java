package io.millrace.store;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Reads a row file, in any process of the host, also while it is written. A row that it reads is
 * whole; rows that it reads one after the other need not be of one moment. One thread at a time;
 * look-ups allocate nothing once buffers are large enough.
 */
public final class RowFileReader implements AutoCloseable {
  private final RowFile file;
  private final EncodedBytes key = new EncodedBytes();
  private final EncodedBytes value = new EncodedBytes();

  private RowFileReader(RowFile file) {
    this.file = file;
  }

  /**
   * Opens a file; if nobody writes it, reads all rows once to see whether they are whole.
   *
   * @throws IllegalStateException if it is damaged, or Chronicle cannot run here
   */
  public static RowFileReader open(Path path) {
    ChronicleParts.check();
    return new RowFileReader(RowFileAccess.open(path));
  }

  /** What the file is. */
  public RowFileHeader header() {
    return file.header();
  }

  /** How far it has come by now. */
  public RowFileProgress progress() {
    return file.readProgress();
  }

  /** Puts the row of a key, whose columns these are, into an empty batch; false if none. */
  public boolean find(ColumnVector[] keys, int row, RecordBatch into) {
    RowCodec.encodeKey(keys, row, key);
    if (!file.map().get(key, value)) {
      return false;
    }
    file.decode(key, value, into);
    return true;
  }

  /** Number of parts that a scan reads one after the other. */
  public int segments() {
    return file.map().segments();
  }

  /** Appends the rows of a part, as of one moment, to batches with room; the writer waits. */
  public void readSegment(int segment, Supplier<RecordBatch> batches) {
    file.readSegment(segment, bytes -> batches.get());
  }

  @Override
  public void close() {
    file.close();
  }
}
