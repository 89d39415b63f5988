package io.millrace.connector.file;

import io.millrace.batch.RecordBatch;
import io.millrace.connector.ConnectorException;
import io.millrace.connector.DurableSink;
import io.millrace.type.TextBuffer;
import java.io.IOException;

/** Writes rows to a file that goes on behind a crash; a token is the length of the file. */
final class DurableFileSink implements DurableSink {
  private static final int WRITE_BYTES = 64 * 1024;

  private final FileOptions options;
  private final RowFormat format;
  private final DurableFile file;
  private final TextBuffer text = new TextBuffer(2 * WRITE_BYTES);
  private long rowsWritten;

  /** A sink that writes to a file that is not open yet. */
  DurableFileSink(FileOptions options, RowFormat format, DurableFile file) {
    this.options = options;
    this.format = format;
    this.file = file;
  }

  @Override
  public void resume(long token) {
    try {
      if (token != NOTHING) {
        file.cut(token);
        return;
      }
      file.create();
    } catch (IOException e) {
      throw FileOutput.unwritable(options, e);
    }
    if (options.header()) {
      format.appendHeader(text);
    }
  }

  @Override
  public void write(RecordBatch rows) {
    int count = rows.rowCount();
    try {
      for (int row = 0; row < count; row++) {
        format.appendRow(text, rows, row);
        if (text.length() >= WRITE_BYTES) {
          file.write(text);
        }
      }
      rowsWritten += count;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** A reader sees the rows of a packed file only once they are stored. */
  @Override
  public void flush() {
    try {
      file.write(text);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public long prepare() {
    try {
      file.write(text);
      return file.store();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void finish() {
    try {
      file.write(text);
      file.complete();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public long rowsWritten() {
    return rowsWritten;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private ConnectorException failure(IOException cause) {
    return options.failure(
        "cannot write file",
        ", rows="
            + rowsWritten
            + ", cause="
            + FilePath.reason(cause)
            + "; check the space on the disk",
        cause);
  }
}
