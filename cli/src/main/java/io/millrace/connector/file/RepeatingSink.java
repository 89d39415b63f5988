package io.millrace.connector.file;

import io.millrace.batch.RecordBatch;
import io.millrace.connector.DurableSink;
import io.millrace.connector.Sink;

/**
 * Writes to standard output, a pipe or a device, at least once: what was written there cannot be
 * taken back, so behind a crash rows that came after the last token are written again, and a header
 * too.
 */
final class RepeatingSink implements DurableSink {
  private final Sink sink;

  /** Writes to an open sink, which it closes. */
  RepeatingSink(Sink sink) {
    this.sink = sink;
  }

  /** Does nothing. */
  @Override
  public void resume(long token) {}

  /** Hands on what is in the buffer; there is no disk to be forced. */
  @Override
  public long prepare() {
    sink.flush();
    return NOTHING;
  }

  @Override
  public void write(RecordBatch rows) {
    sink.write(rows);
  }

  @Override
  public void flush() {
    sink.flush();
  }

  @Override
  public void finish() {
    sink.finish();
  }

  @Override
  public long rowsWritten() {
    return sink.rowsWritten();
  }

  @Override
  public void close() {
    sink.close();
  }
}
