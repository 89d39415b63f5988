package io.millrace.connector.file;

import io.millrace.access.WantedFile;
import io.millrace.connector.ConnectorContext;
import io.millrace.connector.ConnectorException;
import io.millrace.connector.Source;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The bytes behind a path: a file, standard input ({@code -}) or a resource of the class path
 * ({@code classpath:…}); unpacked if they are gzip, which the name or the first two bytes tell.
 * Nothing is read before the first {@link #read}, so that opening standard input does not block.
 */
final class FileInput implements Closeable {
  private static final int GZIP_BUFFER_BYTES = 64 * 1024;
  private static final int COUNTED_BYTES = 64 * 1024;
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private final String name;
  private final CountingInput raw;
  private final long totalBytes;
  private final boolean interactive;
  private final SeekableByteChannel channel;
  private InputStream unpacked;
  private boolean gzip;

  private FileInput(String name, CountingInput in, long totalBytes, boolean interactive) {
    this.name = name;
    this.raw = in;
    this.totalBytes = totalBytes;
    this.interactive = interactive;
    this.channel = null;
  }

  /** A regular file. */
  private FileInput(String name, SeekableByteChannel channel) throws IOException {
    this.name = name;
    this.raw = new CountingInput(Channels.newInputStream(channel), true);
    this.totalBytes = channel.size();
    this.interactive = false;
    this.channel = channel;
  }

  /**
   * Opens what {@code path} names.
   *
   * @throws ConnectorException if it is missing, a directory or not readable
   */
  static FileInput open(String stream, String path, ConnectorContext context) {
    WantedFile wanted = new WantedFile(stream, "path", path);
    if (path.equals(FilePath.STANDARD)) {
      context.access().files().checkStandardInput(wanted);
      CountingInput in = new CountingInput(context.takeInput(stream), false);
      return new FileInput("standard input", in, Source.UNKNOWN, true);
    }
    if (FilePath.isResource(path)) {
      context.access().files().checkResource(wanted);
      return openResource(stream, path);
    }
    Path file = FilePath.existing(stream, path, context);
    try {
      if (Files.isRegularFile(file)) {
        return new FileInput(path, Files.newByteChannel(file));
      }
      CountingInput in = new CountingInput(Files.newInputStream(file), true);
      return new FileInput(path, in, Source.UNKNOWN, true);
    } catch (IOException e) {
      throw new ConnectorException(
          "cannot open file: stream="
              + stream
              + ", path="
              + path
              + ", cause="
              + FilePath.reason(e)
              + "; check that it exists and that you may read it",
          e);
    }
  }

  private static FileInput openResource(String stream, String path) {
    String resource = FilePath.resource(path);
    InputStream in = FileInput.class.getClassLoader().getResourceAsStream(resource);
    if (in == null) {
      throw new ConnectorException(
          "no such resource: stream="
              + stream
              + ", path="
              + path
              + "; put the jar that holds it on the class path");
    }
    return new FileInput(path, new CountingInput(in, true), resourceBytes(resource), false);
  }

  private static long resourceBytes(String resource) {
    try {
      return FileInput.class
          .getClassLoader()
          .getResource(resource)
          .openConnection()
          .getContentLengthLong();
    } catch (IOException e) {
      return Source.UNKNOWN;
    }
  }

  /** How messages call this input. */
  String name() {
    return name;
  }

  /** Whether somebody may be typing at the other end, so that rows should not wait for more. */
  boolean isInteractive() {
    return interactive;
  }

  /** Whether a read would wait for somebody at the other end. */
  boolean pauses() throws IOException {
    return interactive && raw.waiting() == 0;
  }

  /** Reads unpacked bytes; -1 at the end. */
  int read(byte[] target, int offset, int length) throws IOException {
    if (unpacked == null) {
      unpacked = unpack();
    }
    return unpacked.read(target, offset, length);
  }

  private InputStream unpack() throws IOException {
    PushbackInputStream in = new PushbackInputStream(raw, 2);
    int first = in.read();
    int second = first < 0 ? -1 : in.read();
    if (second >= 0) {
      in.unread(second);
    }
    if (first >= 0) {
      in.unread(first);
    }
    gzip = first == GZIP_FIRST && second == GZIP_SECOND;
    if (gzip) {
      return new GZIPInputStream(in, GZIP_BUFFER_BYTES);
    }
    if (FilePath.isGzip(name)) {
      throw new IOException(first < 0 ? "the gzip file is empty" : "not in gzip format");
    }
    return in;
  }

  /** Whether {@link #seek} is possible: this is a regular file, not packed, and read already. */
  boolean canSeek() {
    return channel != null && unpacked != null && !gzip;
  }

  /** Bytes that the file has now. */
  long size() throws IOException {
    return channel.size();
  }

  /** Reads from another position on. */
  void seek(long position) throws IOException {
    channel.position(position);
    raw.count(position);
    unpacked = raw;
  }

  /** Counts the line feeds before a position; costs the time to read up to it. */
  long countLineFeeds(long before) throws IOException {
    long position = channel.position();
    channel.position(0);
    ByteBuffer buffer = ByteBuffer.allocate(COUNTED_BYTES);
    long lineFeeds = 0;
    for (long rest = before; rest > 0; rest -= buffer.limit()) {
      buffer.clear().limit((int) Math.min(COUNTED_BYTES, rest));
      if (channel.read(buffer) < 0) {
        break;
      }
      buffer.flip();
      for (int i = 0; i < buffer.limit(); i++) {
        lineFeeds += buffer.get(i) == '\n' ? 1 : 0;
      }
    }
    channel.position(position);
    return lineFeeds;
  }

  /** Bytes read so far, before unpacking. */
  long bytesRead() {
    return raw.count();
  }

  /** Bytes there are, before unpacking, or {@link Source#UNKNOWN}. */
  long totalBytes() {
    return totalBytes;
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
