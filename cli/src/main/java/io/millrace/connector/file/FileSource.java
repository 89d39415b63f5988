package io.millrace.connector.file;

import io.millrace.batch.RecordBatch;
import io.millrace.connector.ConnectorException;
import io.millrace.connector.PassedRows;
import io.millrace.connector.Source;
import io.millrace.type.Schema;
import java.io.IOException;

/** Reads rows from a file; see {@link FileConnector} for what stands in it. */
final class FileSource implements Source {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final Schema schema;
  private final FileOptions options;
  private final FileInput input;
  private final ByteWindow window;
  private final RowDecoder decoder;
  private final DeadLetterFile deadLetters;
  private final LineCount line;
  private boolean headerRead;
  private long delivered;
  private long rejected;
  private volatile long rowsRead;
  private volatile long rowsSkipped;
  private ConnectorException failure;

  /**
   * Starts to read; reads the header unless that might block.
   *
   * @param deadLetters takes malformed lines; null if they are errors
   */
  FileSource(
      Schema schema,
      FileOptions options,
      FileInput input,
      RowDecoder decoder,
      DeadLetterFile deadLetters) {
    this.schema = schema;
    this.options = options;
    this.input = input;
    this.decoder = decoder;
    this.deadLetters = deadLetters;
    this.line = new LineCount(input);
    this.window = new ByteWindow(input, options.maxLineBytes());
    if (!input.isInteractive()) {
      readHeader();
    }
  }

  private void readHeader() {
    try {
      while (window.end() - window.start() < BYTE_ORDER_MARK.length && !window.isAtEnd()) {
        window.more();
      }
      skipByteOrderMark();
      int next = decoder.readHeader(window);
      while (next < 0) {
        if (window.isFull()) {
          throw new ConnectorException(
              "header is too long: "
                  + options.place()
                  + ", bytes="
                  + options.maxLineBytes()
                  + "; check that the file is what it should be, or raise 'max-line-bytes'");
        }
        window.more();
        next = decoder.readHeader(window);
      }
      window.consume(next);
      line.add(decoder.lineFeeds());
      headerRead = true;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void skipByteOrderMark() {
    int start = window.start();
    for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
      if (start + i >= window.end() || window.bytes()[start + i] != BYTE_ORDER_MARK[i]) {
        return;
      }
    }
    window.consume(start + BYTE_ORDER_MARK.length);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public long mark() {
    return input.canSeek()
        ? FileMark.of(window.position(), window.before(), rejected > 0)
        : FileMark.NONE;
  }

  /**
   * Where no line before the mark was malformed, goes there. Else reads everything again, so that
   * the file of malformed lines, which is new, gets the same lines as before.
   */
  @Override
  public void resume(long rows, long mark, long markRows) {
    if (mark != FileMark.NONE && input.canSeek() && !FileMark.hasRejected(mark)) {
      try {
        seek(mark);
      } catch (IOException e) {
        throw unreadable(e);
      }
      delivered = markRows;
      rowsRead = markRows;
    }
    PassedRows.read(this, rows - delivered);
    if (delivered < rows) {
      throw changed("has fewer rows than before", ", rows=" + delivered + ", read before=" + rows);
    }
  }

  private void seek(long mark) throws IOException {
    long offset = FileMark.offset(mark);
    long size = input.size();
    if (size < offset) {
      throw changed("was shortened", ", bytes=" + size + ", read before=" + offset);
    }
    window.seek(offset);
    boolean continued = size > offset && window.bytes()[window.start() - 1] != '\n';
    if (continued || !FileMark.fits(mark, window.before())) {
      throw changed("was changed", ", bytes read before=" + offset);
    }
    line.jump(offset);
  }

  private ConnectorException changed(String what, String more) {
    return new ConnectorException(
        "file "
            + what
            + ": "
            + options.place()
            + more
            + "; bring it back as it was, or start anew");
  }

  @Override
  public boolean read(RecordBatch batch) {
    if (failure != null) {
      throw failure;
    }
    int first = batch.rowCount();
    try {
      if (!headerRead) {
        readHeader();
      }
      fill(batch, first);
    } catch (IOException e) {
      failure = unreadable(e);
    } catch (ConnectorException e) {
      failure = e;
    }
    int rows = batch.rowCount() - first;
    if (rows == 0 && failure != null) {
      throw failure;
    }
    delivered += rows;
    rowsRead = delivered;
    return rows > 0;
  }

  private void fill(RecordBatch batch, int first) throws IOException {
    int capacity = batch.capacity();
    int row = first;
    while (row < capacity) {
      switch (decoder.decode(window, batch, row)) {
        case RowDecoder.ROW -> {
          row++;
          batch.rowCount(row);
          consumeRecord();
        }
        case RowDecoder.NOTHING -> consumeRecord();
        case RowDecoder.INCOMPLETE -> {
          if (row > first && input.pauses()) {
            return;
          }
          readMore();
        }
        case RowDecoder.MALFORMED -> {
          batch.truncate(row, row + 1);
          reject(window.start(), decoder.contentEnd());
          consumeRecord();
        }
        case RowDecoder.BROKEN -> {
          batch.truncate(row, row + 1);
          reject(window.start(), window.findLineFeed(window.start()));
          skipLine();
        }
        default -> {
          return;
        }
      }
    }
  }

  private void consumeRecord() {
    window.consume(decoder.next());
    line.add(decoder.lineFeeds());
  }

  /** Reads until there is another line feed, which is what a record may have been waiting for. */
  private void readMore() throws IOException {
    int searched;
    do {
      if (window.isFull()) {
        LineFault fault = decoder.fault();
        int end = Math.min(window.end(), window.start() + DeadLetterFile.SHORTENED_BYTES);
        fault.set(
            null,
            "longer than max-line-bytes (" + options.maxLineBytes() + ")",
            window.bytes(),
            window.start(),
            end);
        reject(window.start(), end);
        skipLine();
        return;
      }
      searched = window.end() - window.start();
      window.more();
    } while (!window.isAtEnd()
        && !input.pauses()
        && window.findLineFeed(window.start() + searched) == window.end());
  }

  private void skipLine() throws IOException {
    int lineFeed = window.findLineFeed(window.start());
    while (lineFeed == window.end() && !window.isAtEnd()) {
      window.consume(window.end());
      window.more();
      lineFeed = window.findLineFeed(window.start());
    }
    window.consume(Math.min(lineFeed + 1, window.end()));
    line.add(1);
  }

  private void reject(int from, int to) throws IOException {
    LineFault fault = decoder.fault();
    if (deadLetters == null) {
      throw new ConnectorException(
          "malformed line: "
              + options.place()
              + ", line="
              + line.now()
              + ", "
              + fault.describe()
              + "; correct the line, or pass over such lines with 'on-error'='skip'");
    }
    deadLetters.write(line.now(), fault, window.bytes(), from, to);
    rejected++;
    rowsSkipped = rejected;
  }

  private ConnectorException unreadable(IOException cause) {
    return options.failure(
        "cannot read file",
        ", "
            + line.describe()
            + ", cause="
            + FilePath.reason(cause)
            + "; the rows before that line were read; check that the file is complete",
        cause);
  }

  @Override
  public long rowsRead() {
    return rowsRead;
  }

  @Override
  public long rowsSkipped() {
    return rowsSkipped;
  }

  @Override
  public long bytesRead() {
    return input.bytesRead();
  }

  @Override
  public long totalBytes() {
    return input.totalBytes();
  }

  @Override
  public void close() {
    try (DeadLetterFile letters = deadLetters) {
      input.close();
    } catch (IOException e) {
      throw options.failure(
          "cannot close file", ", cause=" + FilePath.reason(e) + "; check the disk", e);
    }
  }
}
