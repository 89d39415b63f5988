package io.millrace.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Names of segments and of the files in them. */
final class SegmentPath {
  private static final String PREFIX = "segment-";
  private static final String ASIDE = "unreadable-";
  private static final String REMOVED = "removed-";
  private static final int DIGITS = 19;
  private static final String QUEUE_FILES = "*.cq4";

  private SegmentPath() {}

  static Path of(Path directory, long firstSequence) {
    return directory.resolve(PREFIX + String.format("%0" + DIGITS + "d", firstSequence));
  }

  /** All segments by their first sequence. */
  static NavigableMap<Long, Path> list(Path directory) {
    NavigableMap<Long, Path> found = new TreeMap<>();
    if (!Files.isDirectory(directory)) {
      return found;
    }
    try (DirectoryStream<Path> segments =
        Files.newDirectoryStream(directory, PREFIX + "[0-9]".repeat(DIGITS))) {
      for (Path segment : segments) {
        found.put(
            Long.valueOf(segment.getFileName().toString().substring(PREFIX.length())), segment);
      }
      return found;
    } catch (IOException | NumberFormatException e) {
      throw new JournalException("journal cannot be listed: directory=" + directory, e);
    }
  }

  /**
   * Makes the directory of a segment. One without any record, which a process had begun when it was
   * killed, is kept under another name.
   */
  static void create(Path segment) throws IOException {
    if (Files.exists(segment)) {
      JournalSegment there = JournalSegment.read(segment, firstSequence(segment));
      if (there.lastSequence() >= there.firstSequence()) {
        throw new JournalException(
            "journal segment is there already: segment="
                + segment
                + ", lastSequence="
                + there.lastSequence()
                + "; begin behind the last sequence that was read");
      }
      int number = 0;
      Path aside;
      do {
        aside = segment.resolveSibling(ASIDE + segment.getFileName() + "." + number++);
      } while (Files.exists(aside));
      Files.move(segment, aside, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.createDirectory(segment);
  }

  /** Removes a segment: under another name first, so that half of one is never seen. */
  static void remove(Path segment) throws IOException {
    Path removed = segment.resolveSibling(REMOVED + segment.getFileName());
    delete(removed);
    Files.move(segment, removed, StandardCopyOption.ATOMIC_MOVE);
    delete(removed);
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      for (Path file : files(directory)) {
        Files.delete(file);
      }
      Files.delete(directory);
    }
  }

  /** Deletes what was to be removed or kept aside before this call. */
  static void sweep(Path directory) throws IOException {
    for (String prefix : List.of(REMOVED, ASIDE)) {
      try (DirectoryStream<Path> old = Files.newDirectoryStream(directory, prefix + "*")) {
        for (Path each : old) {
          delete(each);
        }
      }
    }
  }

  static long firstSequence(Path segment) {
    return Long.parseLong(segment.getFileName().toString().substring(PREFIX.length()));
  }

  /** The file of a segment's queue, or null if it has none yet. */
  static Path queueFile(Path segment) throws IOException {
    return only(segment, QUEUE_FILES);
  }

  /** All files of a segment. */
  static List<Path> files(Path segment) throws IOException {
    try (var files = Files.list(segment)) {
      return files.sorted().toList();
    }
  }

  private static Path only(Path segment, String glob) throws IOException {
    Path found = null;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(segment, glob)) {
      for (Path file : files) {
        if (found != null) {
          throw new JournalException(
              "journal segment with more than one file: segment="
                  + segment
                  + "; take away the one that is not of it");
        }
        found = file;
      }
    }
    return found;
  }
}
