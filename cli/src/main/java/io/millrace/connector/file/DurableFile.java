package io.millrace.connector.file;

import io.millrace.connector.ConnectorException;
import io.millrace.type.TextBuffer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that grows under its own name and can be cut at the lengths that {@link #store} gave. If
 * its name ends in {@code .gz}, what is between two of them is one part of a gzip file. One thread.
 */
final class DurableFile implements Closeable {
  private final FileOptions options;
  private final Path path;
  private final boolean packed;
  private FileChannel channel;
  private OutputStream file;
  private GzipMember member;
  private long stored;
  private boolean cutsAtClose;

  /** The file at {@code path}, which is not touched yet. */
  DurableFile(FileOptions options, Path path) {
    this.options = options;
    this.path = path;
    this.packed = FilePath.isGzip(options.path());
  }

  /**
   * Makes the file, empty.
   *
   * @throws IOException if that is not possible
   */
  void create() throws IOException {
    open(
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING));
    cutsAtClose = true;
    FilePath.forceName(path);
  }

  /**
   * Opens the file and cuts it at a length.
   *
   * @throws IOException if that is not possible
   * @throws ConnectorException if it is shorter, or no line ends there
   */
  void cut(long length) throws IOException {
    try {
      open(FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
    } catch (NoSuchFileException e) {
      throw lost("file is missing", "", length, e);
    }
    long size = channel.size();
    if (size < length) {
      throw lost("file was shortened", ", bytes=" + size, length, null);
    }
    if (!packed && !endsLine(length)) {
      throw lost("file was changed", ", bytes=" + size + ", reason=no line ends", length, null);
    }
    channel.truncate(length);
    channel.position(length);
    stored = length;
    cutsAtClose = true;
  }

  private void open(FileChannel opened) {
    channel = opened;
    file = Channels.newOutputStream(opened);
  }

  private boolean endsLine(long length) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    channel.read(last, length - 1);
    return last.get(0) == '\n';
  }

  private ConnectorException lost(String what, String more, long length, Throwable cause) {
    return options.failure(
        what,
        more + ", written before=" + length + "; bring it back as it was, or start anew",
        cause);
  }

  /** Writes a text and clears it. */
  void write(TextBuffer text) throws IOException {
    if (text.length() > 0 && packed && member == null) {
      member = new GzipMember(file);
    }
    text.writeTo(packed && member != null ? member : file);
  }

  /** Forces what was written to the disk; gives back the length. */
  long store() throws IOException {
    endMember();
    long length = channel.position();
    if (length != stored) {
      channel.force(false);
      stored = length;
    }
    return length;
  }

  private void endMember() throws IOException {
    GzipMember last = member;
    member = null;
    if (last != null) {
      last.end();
    }
  }

  /** Stores the file for good. A packed one has at least one part, as an empty file is none. */
  void complete() throws IOException {
    if (packed && member == null && channel.position() == 0) {
      member = new GzipMember(file);
    }
    store();
    cutsAtClose = false;
  }

  /** Closes the file; cuts it where it was stored last, unless it is complete or not its own. */
  @Override
  public void close() throws IOException {
    if (member != null) {
      member.free();
      member = null;
    }
    if (channel != null && channel.isOpen()) {
      try (FileChannel open = channel) {
        if (cutsAtClose) {
          open.truncate(stored);
        }
      }
    }
  }
}
