package io.millrace.recovery;

import io.millrace.storage.Storage;
import java.util.List;

/**
 * Remembers with how many partitions a stream ran last, as the name of an empty file in the
 * directory of its journals; two of them, if the process ended in between.
 */
final class PartitionRecord {
  private static final String PREFIX = "partitions-";

  private final Storage storage;
  private final String stream;

  /** For a stream, by the name of its directory. */
  PartitionRecord(Storage storage, String stream) {
    this.storage = storage;
    this.stream = stream;
  }

  private List<String> files() {
    return storage.list("").contains(stream)
        ? storage.list(stream).stream().filter(name -> name.startsWith(PREFIX)).toList()
        : List.of();
  }

  /** Whether it surely ran with so many, if it ever ran. */
  boolean wasAlways(int partitions) {
    return files().stream().allMatch(name -> name.equals(PREFIX + partitions));
  }

  /** What it ran with, for messages. */
  String last() {
    return String.join(" or ", files()).replace(PREFIX, "");
  }

  /** From here on it runs with so many. */
  void runsWith(int partitions) {
    List<String> before = files();
    String name = PREFIX + partitions;
    if (!before.contains(name)) {
      if (!storage.list("").contains(stream)) {
        storage.makeDirectory(stream);
        storage.forceDirectory("");
      }
      storage.create(stream + "/" + name).close();
      storage.forceDirectory(stream);
    }
    for (String other : before) {
      if (!other.equals(name)) {
        storage.remove(stream + "/" + other);
      }
    }
  }
}
