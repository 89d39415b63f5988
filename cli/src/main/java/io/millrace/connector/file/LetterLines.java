package io.millrace.connector.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** Leaves lines out of a file of letters, and what a killed process has left half written. */
final class LetterLines {
  private LetterLines() {}

  /**
   * Makes a file one of wanted whole lines only: it has either the old lines or the new ones,
   * whenever the process ends. A file that is not there becomes an empty one.
   *
   * @return how many lines it has
   */
  static long keep(Path named, Predicate<byte[]> wanted) throws IOException {
    Path path = Files.exists(named) ? named.toRealPath() : named;
    Path unfinished = path.resolveSibling("." + path.getFileName() + ".unfinished");
    long lines = 0;
    try (OutputStream file = Files.newOutputStream(unfinished);
        OutputStream out = isGzip(path) ? new GZIPOutputStream(file) : file) {
      if (Files.exists(path)) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
          lines = copy(isGzip(path) ? unpacked(in) : in, out, wanted);
        }
      }
    }
    try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    Files.move(
        unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    FilePath.forceName(path);
    return lines;
  }

  private static boolean isGzip(Path path) {
    return FilePath.isGzip(path.toString());
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    try {
      return new BufferedInputStream(new GZIPInputStream(in));
    } catch (EOFException | ZipException e) {
      return InputStream.nullInputStream();
    }
  }

  private static long copy(InputStream in, OutputStream out, Predicate<byte[]> wanted)
      throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long lines = 0;
    for (int next = read(in); next >= 0; next = read(in)) {
      line.write(next);
      if (next == '\n') {
        byte[] whole = line.toByteArray();
        line.reset();
        if (wanted.test(whole)) {
          out.write(whole);
          lines++;
        }
      }
    }
    return lines;
  }

  /** The next byte; -1 at the end, also where packed bytes are cut. */
  private static int read(InputStream in) throws IOException {
    try {
      return in.read();
    } catch (EOFException | ZipException e) {
      return -1;
    }
  }
}
