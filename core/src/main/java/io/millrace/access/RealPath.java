package io.millrace.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Where a path leads, whether or not something is there. */
final class RealPath {
  private RealPath() {}

  /**
   * The path without links and dots, as the system would walk it: {@code ..} behind a symbolic link
   * is the parent of where the link leads. Behind the last part that exists, names are taken as
   * they are.
   *
   * @return the path, or null if a link on the way leads nowhere or cannot be followed
   */
  static Path of(Path path) {
    Path absolute = path.toAbsolutePath();
    Path current = absolute.getRoot();
    try {
      for (Path part : absolute) {
        current = step(current, part.toString());
      }
      return current;
    } catch (IOException | SecurityException e) {
      return null;
    }
  }

  private static Path step(Path from, String part) throws IOException {
    if (part.equals(".") || part.isEmpty()) {
      return from;
    }
    if (part.equals("..")) {
      return from.getParent() == null ? from : from.getParent();
    }
    Path next = from.resolve(part);
    return Files.exists(next, LinkOption.NOFOLLOW_LINKS) ? next.toRealPath() : next;
  }
}
