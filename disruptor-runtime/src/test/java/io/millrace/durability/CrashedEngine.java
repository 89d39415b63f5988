package io.millrace.durability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An engine of {@link CrashProgram}: where it is, what it promises, and how many partitions. */
record CrashedEngine(Path directory, JournalMode mode, int partitions) {
  /** One of each mode, in new directories of their own. */
  static List<CrashedEngine> ofEachMode(Path directory) throws IOException {
    List<CrashedEngine> engines = new ArrayList<>();
    for (JournalMode mode : JournalMode.values()) {
      Path own = Files.createDirectory(directory.resolve(mode.name()));
      engines.add(new CrashedEngine(own, mode, 1));
    }
    return engines;
  }

  CrashedEngine with(int otherPartitions) {
    return new CrashedEngine(directory, mode, otherPartitions);
  }

  /** What the program is to be told of it. */
  List<String> arguments() {
    return List.of(directory.toString(), mode.name(), Integer.toString(partitions));
  }
}
