package io.millrace.connector.file;

import io.millrace.batch.RecordBatch;
import io.millrace.connector.ConnectorException;
import io.millrace.connector.Sink;
import io.millrace.type.TextBuffer;
import java.io.IOException;

/** Writes rows to a file; see {@link FileConnector} for what stands in it. */
final class FileSink implements Sink {
  private static final int WRITE_BYTES = 64 * 1024;

  private final FileOptions options;
  private final RowFormat format;
  private final FileOutput output;
  private final TextBuffer text = new TextBuffer(2 * WRITE_BYTES);
  private long rowsWritten;

  /** A sink that writes to an open output. */
  FileSink(FileOptions options, RowFormat format, FileOutput output) {
    this.options = options;
    this.format = format;
    this.output = output;
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
          text.writeTo(output.stream());
        }
      }
      rowsWritten += count;
      if (output.isStandard()) {
        flushText();
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void flush() {
    try {
      flushText();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private void flushText() throws IOException {
    text.writeTo(output.stream());
    output.stream().flush();
  }

  @Override
  public void finish() {
    try {
      flushText();
      output.finish();
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
      output.close();
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
            + "; check the space on the disk and who reads the output",
        cause);
  }
}
