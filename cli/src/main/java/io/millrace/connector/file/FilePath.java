package io.millrace.connector.file;

import io.millrace.access.WantedFile;
import io.millrace.connector.Candidates;
import io.millrace.connector.ConnectorContext;
import io.millrace.connector.ConnectorException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the option {@code path} can say. */
final class FilePath {
  /** Standard input or output. */
  static final String STANDARD = "-";

  private static final String RESOURCE_SCHEME = "classpath:";
  private static final int MOST_NEIGHBOURS = 10_000;

  private FilePath() {}

  /** Whether the path names a resource of the class path. */
  static boolean isResource(String path) {
    return path.startsWith(RESOURCE_SCHEME);
  }

  /** The name of the resource. */
  static String resource(String path) {
    String name = path.substring(RESOURCE_SCHEME.length());
    return name.startsWith("/") ? name.substring(1) : name;
  }

  /** Whether the name says that the content is gzip. */
  static boolean isGzip(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  /** The file, resolved against the directory. */
  static Path resolve(String stream, String path, Path directory) {
    try {
      return directory.resolve(path);
    } catch (InvalidPathException e) {
      throw new ConnectorException(
          "not a path: stream="
              + stream
              + ", path="
              + path
              + ", cause="
              + e.getReason()
              + "; name a file",
          e);
    }
  }

  /**
   * The file, checked to be allowed, to be there, to be no directory and to be readable.
   *
   * @throws io.millrace.access.AccessRefusedException if it is not allowed
   */
  static Path existing(String stream, String path, ConnectorContext context) {
    Path directory = context.directory();
    Path named = resolve(stream, path, directory);
    Path file = context.access().files().read(new WantedFile(stream, "path", path), named);
    String place = "stream=" + stream + ", path=" + path;
    if (!Files.exists(file)) {
      throw new ConnectorException(
          "no such file: " + place + ", directory=" + directory + "; " + neighbours(file));
    }
    if (Files.isDirectory(file)) {
      throw new ConnectorException("path is a directory: " + place + "; name a file in it");
    }
    if (!Files.isReadable(file)) {
      throw new ConnectorException("cannot read file: " + place + "; check its permissions");
    }
    return file;
  }

  private static String neighbours(Path file) {
    String advice = "check the path";
    Path parent = file.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      return advice;
    }
    try (Stream<Path> paths = Files.list(parent)) {
      List<String> names =
          paths
              .limit(MOST_NEIGHBOURS)
              .map(path -> path.getFileName().toString())
              .sorted()
              .collect(Collectors.toList());
      List<String> near = Candidates.of(file.getFileName().toString(), names);
      return near.isEmpty() ? advice : "did you mean " + String.join(", ", near) + "?";
    } catch (IOException e) {
      return advice;
    }
  }

  /** Makes a file's name as durable as its content, where directories can be forced. */
  static void forceName(Path file) throws IOException {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Path parent = file.toAbsolutePath().getParent();
      try (FileChannel directory = FileChannel.open(parent, StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  /** Why a file could not be used, in a few words. */
  static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
