package io.millrace.connector.file;

import io.millrace.access.WantedFile;
import io.millrace.connector.ConnectorContext;
import io.millrace.connector.ConnectorException;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/**
 * Where a sink's bytes go: a file, or standard output. A file is written under another name beside
 * its own and takes its own name, and the place of what was there, when it is finished. What is no
 * regular file, such as a pipe, is written to directly.
 */
final class FileOutput implements Closeable {
  private static final int GZIP_BUFFER_BYTES = 64 * 1024;
  private static final AtomicLong COUNTER = new AtomicLong();

  private final OutputStream stream;
  private final Path target;
  private final Path unfinished;

  /**
   * An output.
   *
   * @param target the file, or null for standard output
   * @param unfinished its name until it is finished, or null if it is written to directly
   */
  private FileOutput(OutputStream stream, Path target, Path unfinished) {
    this.stream = stream;
    this.target = target;
    this.unfinished = unfinished;
  }

  /** Opens what the options name. */
  static FileOutput open(FileOptions options, ConnectorContext context) {
    String path = options.path();
    if (path.equals(FilePath.STANDARD)) {
      WantedFile wanted = new WantedFile(options.stream(), "path", path);
      context.access().files().checkStandardOutput(wanted);
      return new FileOutput(context.output(), null, null);
    }
    Path target = target(options, context);
    try {
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        return new FileOutput(pack(path, Files.newOutputStream(target)), target, null);
      }
      Path unfinished = target.resolveSibling(unfinishedName(target));
      OutputStream out = Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW);
      return new FileOutput(pack(path, out), target, unfinished);
    } catch (IOException e) {
      throw unwritable(options, e);
    }
  }

  /** The file that the options name, links followed, checked to be no directory but to have one. */
  static Path target(FileOptions options, ConnectorContext context) {
    if (FilePath.isResource(options.path())) {
      throw new ConnectorException(
          "cannot write resource: " + options.place() + "; name a file or - for standard output");
    }
    WantedFile wanted = new WantedFile(options.stream(), "path", options.path());
    Path asked = FilePath.resolve(options.stream(), options.path(), context.directory());
    Path named = context.access().files().write(wanted, asked);
    check(options, named);
    try {
      return Files.exists(named) ? named.toRealPath() : named.toAbsolutePath();
    } catch (IOException e) {
      throw unwritable(options, e);
    }
  }

  /** The error for a file that cannot be opened. */
  static ConnectorException unwritable(FileOptions options, IOException cause) {
    return options.failure(
        "cannot write file",
        ", cause=" + FilePath.reason(cause) + "; check that you may write there",
        cause);
  }

  private static void check(FileOptions options, Path file) {
    if (Files.isDirectory(file)) {
      throw new ConnectorException(
          "path is a directory: " + options.place() + "; name a file in it");
    }
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw new ConnectorException(
          "no such directory: " + options.place() + ", directory=" + parent + "; create it first");
    }
  }

  private static String unfinishedName(Path target) {
    return "."
        + target.getFileName()
        + "."
        + ProcessHandle.current().pid()
        + "-"
        + COUNTER.incrementAndGet()
        + ".unfinished";
  }

  private static OutputStream pack(String path, OutputStream out) throws IOException {
    return FilePath.isGzip(path) ? new GZIPOutputStream(out, GZIP_BUFFER_BYTES) : out;
  }

  /** Takes the bytes; not buffered. */
  OutputStream stream() {
    return stream;
  }

  /** Whether this is standard output. */
  boolean isStandard() {
    return target == null;
  }

  /** Completes the file and gives it its name. */
  void finish() throws IOException {
    if (isStandard()) {
      return;
    }
    stream.close();
    if (unfinished == null) {
      return;
    }
    try {
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Closes the file; removes it if it is not finished. */
  @Override
  public void close() throws IOException {
    if (!isStandard()) {
      try (stream) {
        if (unfinished != null) {
          Files.deleteIfExists(unfinished);
        }
      }
    }
  }
}
