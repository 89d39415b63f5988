package io.millrace.durability;

import io.millrace.batch.RecordBatch;
import io.millrace.output.DurableSubscriber;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes rows to a file, a line each, exactly once though the process is killed. */
final class LineFile implements DurableSubscriber {
  private final FileChannel file;

  LineFile(Path path) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    file.position(file.size());
  }

  @Override
  public void onRows(RecordBatch batch, int partition, long sequence) {
    StringBuilder text = new StringBuilder();
    RowLines.append(batch, text);
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onCheckpoint(long sequence, DataOutput state) throws IOException {
    file.force(false);
    state.writeLong(file.position());
  }

  @Override
  public void onBegin() {
    cut(0);
  }

  @Override
  public void onRestore(long sequence, DataInput state) throws IOException {
    cut(state.readLong());
  }

  private void cut(long length) {
    try {
      file.truncate(length);
      file.position(length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
