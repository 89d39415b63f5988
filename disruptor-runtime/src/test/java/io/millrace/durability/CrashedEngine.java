package io.millrace.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.table.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** An engine of {@link CrashProgram}: where it is, what it promises, and how many partitions. */
record CrashedEngine(Path directory, JournalMode mode, int partitions) {
  private static final List<String> FILES =
      List.of("totals", "windows", "numbers", "large", CrashProgram.STATE);

  /** One of each mode, in new directories of their own. */
  static List<CrashedEngine> ofEachMode(Path directory) throws IOException {
    List<CrashedEngine> engines = new ArrayList<>();
    for (JournalMode mode : JournalMode.values()) {
      Path own = Files.createDirectory(directory.resolve(mode.name()));
      engines.add(new CrashedEngine(own, mode, 1));
    }
    return engines;
  }

  /** The same, with any number of partitions. */
  static List<CrashedEngine> repartitioned(List<CrashedEngine> engines, SplittableRandom random) {
    List<CrashedEngine> others = new ArrayList<>();
    for (CrashedEngine each : engines) {
      others.add(new CrashedEngine(each.directory, each.mode, 1 + random.nextInt(4)));
    }
    return others;
  }

  /** Starts a process with all of them. */
  static ChildProcess start(List<CrashedEngine> engines, long rows) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add(Long.toString(rows));
    for (CrashedEngine engine : engines) {
      arguments.add(engine.directory.toString());
      arguments.add(engine.mode.name());
      arguments.add(Integer.toString(engine.partitions));
    }
    return ChildProcess.start(CrashProgram.class, arguments.toArray(new String[0]));
  }

  /** What its queries have put out, and their state, are those of an undisturbed run. */
  void assertSameLines(Path expected, String about) throws IOException {
    assertSameLines(expected, FILES, about);
  }

  /** Some of its files have the lines of an undisturbed run, in any order. */
  void assertSameLines(Path expected, List<String> files, String about) throws IOException {
    for (String file : files) {
      assertThat(sorted(directory.resolve(file)))
          .as("%s, %s, %s", about, this, file)
          .isEqualTo(sorted(expected.resolve(file)));
    }
  }

  /** The lines of a file, in an order that they have by themselves. */
  static List<String> sorted(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.sorted().toList();
    }
  }
}
