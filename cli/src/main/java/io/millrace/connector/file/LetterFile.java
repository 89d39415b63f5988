package io.millrace.connector.file;

import io.millrace.batch.RecordBatch;
import io.millrace.connector.ConnectorException;
import io.millrace.type.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/**
 * A file of letters, as {@link LetterFormat} writes them; gzip if its name ends in {@code .gz}.
 * What was in the file before is replaced, or {@linkplain #continued kept}; a file without letters
 * is removed at the end. Free to use from any thread: callers wait for each other and for the disk,
 * and at most 64 KB and one letter are held in memory.
 *
 * <p>Behind a failure nothing more is written, as the file may end in the middle of a line; every
 * later letter fails in the same way.
 */
public final class LetterFile implements AutoCloseable {
  private static final int WRITE_BYTES = 64 * 1024;
  private static final int PACK_BYTES = 512;

  private final String place;
  private final Path path;
  private final boolean kept;
  private FileChannel file;
  private OutputStream out;
  private final TextBuffer text = new TextBuffer(2 * WRITE_BYTES);
  private long letters;
  private boolean closed;
  private ConnectorException failure;

  /**
   * Opens a file, empty.
   *
   * @param option the option that names it, for messages
   * @param path the file
   * @throws ConnectorException if it cannot be written
   */
  public LetterFile(String option, Path path) {
    this(option, path, false);
  }

  private LetterFile(String option, Path path, boolean kept) {
    this.place = option + "=" + path;
    this.path = path;
    this.kept = kept;
    try {
      letters = kept ? LetterLines.keep(path, line -> true) : 0;
      open();
    } catch (IOException e) {
      throw failure(e, "check that its directory exists and that you may write there");
    }
  }

  /**
   * Like a new one, with the whole lines that the file has, to which others are added; what is no
   * regular file is just written to.
   */
  public static LetterFile continued(String option, Path path) {
    return new LetterFile(option, path, Files.isRegularFile(path) || Files.notExists(path));
  }

  private void open() throws IOException {
    file =
        FileChannel.open(
            path,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            kept ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
    OutputStream bytes = Channels.newOutputStream(file);
    out = FilePath.isGzip(path.toString()) ? new GZIPOutputStream(bytes, PACK_BYTES, true) : bytes;
  }

  /**
   * Takes back a query's letters from behind a sequence; of all others nothing.
   *
   * @throws ConnectorException if the file cannot be written
   */
  public synchronized void keepThrough(LetterFormat format, long sequence) {
    checkWhole();
    if (!kept) {
      return;
    }
    try {
      text.writeTo(out);
      out.close();
      letters = LetterLines.keep(path, line -> !format.isBehind(line, sequence));
      open();
    } catch (IOException e) {
      failure = failure(e, "check that you may write in its directory");
      throw failure;
    }
  }

  /**
   * Has the disk take all letters so far.
   *
   * @throws ConnectorException if it, or a letter before, cannot be written
   */
  public synchronized void force() {
    checkWhole();
    try {
      text.writeTo(out);
      out.flush();
      if (kept) {
        file.force(false);
      }
    } catch (IOException e) {
      failure = failure(e, "make room, or write it elsewhere");
      throw failure;
    }
  }

  /**
   * Adds a letter about a row.
   *
   * @param kind what it is, such as {@code late row}
   * @param batch holds the row; the caller's again afterwards
   * @throws ConnectorException if it, or one before it, cannot be written
   */
  public synchronized void addRow(
      LetterFormat format, String kind, long sequence, String reason, RecordBatch batch, int row) {
    checkWhole();
    format.appendRow(text, kind, sequence, reason, batch, row);
    added();
  }

  /**
   * Adds a letter about a group.
   *
   * @param kind what it is, such as {@code failed group}
   * @throws ConnectorException if it, or one before it, cannot be written
   */
  public synchronized void addGroup(
      LetterFormat format, String kind, long sequence, String reason, String group) {
    checkWhole();
    format.appendGroup(text, kind, sequence, reason, group);
    added();
  }

  private void checkWhole() {
    if (failure != null) {
      throw failure;
    }
  }

  private void added() {
    letters++;
    if (text.length() >= WRITE_BYTES) {
      write();
    }
  }

  private void write() {
    try {
      text.writeTo(out);
    } catch (IOException e) {
      failure = failure(e, "make room, or write it elsewhere");
      throw failure;
    }
  }

  /** Hands on what is still in memory, so that a reader sees it. */
  public synchronized void flush() {
    if (failure == null && !closed) {
      write();
    }
  }

  /**
   * Completes the file.
   *
   * @throws ConnectorException if that fails, unless a letter has failed already
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    boolean told = failure != null;
    try (OutputStream last = out) {
      if (!told) {
        text.writeTo(last);
      }
    } catch (IOException e) {
      if (!told) {
        failure = failure(e, "make room, or write it elsewhere");
        throw failure;
      }
    }
    removeIfEmpty();
  }

  private void removeIfEmpty() {
    try {
      if (letters == 0 && Files.isRegularFile(path)) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw failure(e, "check that you may write in its directory");
    }
  }

  private ConnectorException failure(IOException cause, String advice) {
    return new ConnectorException(
        "cannot write letters: "
            + place
            + ", letters="
            + letters
            + ", cause="
            + FilePath.reason(cause)
            + "; "
            + advice,
        cause);
  }
}
