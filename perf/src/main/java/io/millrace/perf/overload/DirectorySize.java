package io.millrace.perf.overload;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Files of a directory and what is below it, some of which may go while they are looked at. */
final class DirectorySize extends SimpleFileVisitor<Path> {
  private long files;
  private long bytes;

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    files++;
    bytes += attributes.size();
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException reason) {
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, IOException reason) {
    return FileVisitResult.CONTINUE;
  }

  long files() {
    return files;
  }

  /** Their lengths, which holes count towards. */
  long bytes() {
    return bytes;
  }
}
