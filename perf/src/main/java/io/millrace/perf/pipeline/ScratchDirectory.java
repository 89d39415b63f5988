package io.millrace.perf.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for what a measure writes, beside the build's own files; removed when closed. */
public final class ScratchDirectory implements AutoCloseable {
  private final Path path;

  private ScratchDirectory(Path path) {
    this.path = path;
  }

  /** A new one on the disk that the build is on. */
  public static ScratchDirectory create() throws IOException {
    Path target = Path.of(System.getProperty("millrace.home", "."), "perf", "target");
    Files.createDirectories(target);
    return new ScratchDirectory(Files.createTempDirectory(target, "scratch-"));
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Bytes of all files in it. */
  public long bytes() throws IOException {
    long bytes = 0;
    for (Path file : files(path)) {
      bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
    }
    return bytes;
  }

  /** Copies all that is in it, as it is now, as a process that is killed leaves it. */
  public void copyTo(Path target) throws IOException {
    for (Path file : files(path)) {
      Path copy = target.resolve(path.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(copy);
      } else {
        Files.copy(file, copy);
      }
    }
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.toList();
    }
  }

  @Override
  public void close() throws IOException {
    List<Path> files = files(path).stream().sorted(Comparator.reverseOrder()).toList();
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
