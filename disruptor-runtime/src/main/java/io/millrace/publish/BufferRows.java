package io.millrace.publish;

import io.millrace.batch.RecordBatch;
import io.millrace.layout.BufferLayout;
import org.agrona.DirectBuffer;

/** Rows of a buffer, which were checked; one object for all buffers of a publisher. */
final class BufferRows implements RowSource {
  private DirectBuffer buffer;
  private int offset;
  private int rows;
  private BufferLayout layout;

  BufferRows of(DirectBuffer newBuffer, int newOffset, int newRows, BufferLayout newLayout) {
    buffer = newBuffer;
    offset = newOffset;
    rows = newRows;
    layout = newLayout;
    return this;
  }

  @Override
  public int rowCount() {
    return rows;
  }

  @Override
  public void appendTo(RecordBatch target, int from, int count) {
    layout.append(buffer, offset + from * layout.rowBytes(), count, target);
  }
}
