package io.millrace.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checked-out repository: its modules and their Java files, without what a build generates. */
final class SourceTree {
  /** The modules, in the order of their arrows: each may use some of those before it. */
  static final List<String> MODULES =
      List.of("core", "sql-compiler", "disruptor-runtime", "cli", "perf", "docs/examples");

  private static final Path ROOT = findRoot();

  private SourceTree() {}

  /** The directory of a module. */
  static Path module(String name) {
    return ROOT.resolve(name);
  }

  /** All hand-written Java files, in a fixed order. */
  static List<Path> javaFiles() {
    return MODULES.stream()
        .flatMap(name -> Stream.of("src/main/java", "src/test/java").map(module(name)::resolve))
        .flatMap(SourceTree::javaFilesUnder)
        .toList();
  }

  /** Whether a file is part of the product rather than of its tests. */
  static boolean isMain(Path file) {
    return relative(file).contains("/src/main/");
  }

  /** How failures call a file. */
  static String relative(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }

  /** The text of a file. */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> javaFilesUnder(Path directory) {
    if (!Files.isDirectory(directory)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path findRoot() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve(".mvn"))) {
      directory = directory.getParent();
      if (directory == null) {
        throw new IllegalStateException(
            "not inside the repository: directory=" + Path.of("").toAbsolutePath());
      }
    }
    return directory;
  }
}
