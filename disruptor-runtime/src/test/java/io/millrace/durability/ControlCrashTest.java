package io.millrace.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.table.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process whose queries come, are paused, replaced and go is killed at random instants, also
 * while it does these; what they have put out is in the end that of one undisturbed process.
 */
@Tag("chronicle")
class ControlCrashTest {
  private static final int ENGINES = 3;
  private static final int MOST_LINES = 80;

  @TempDir private Path directory;

  @Test
  void shouldPutOutTheSameWhenItIsKilledWhereverQueriesChange() throws Exception {
    check(Long.getLong("crash.seed", System.nanoTime()), 5);
  }

  @Test
  @Tag("soak")
  void shouldPutOutTheSameWhenItIsKilledTwoHundredTimes() throws Exception {
    long seed = Long.getLong("crash.seed", System.nanoTime());
    for (int round = 0; round < 25; round++) {
      check(seed + round, 8);
    }
  }

  private void check(long seed, int kills) throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(seed);
    String about = "seed " + seed;
    Path own = Files.createDirectory(directory.resolve(about));
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < ENGINES; i++) {
      Path killed = Files.createDirectories(own.resolve("killed-" + i));
      arguments.addAll(List.of(killed.toString(), Long.toString(seed + i)));
      ControlProgram.run(Files.createDirectory(own.resolve("whole-" + i)), seed + i);
    }
    for (int i = 0; i < kills; i++) {
      try (ChildProcess child = start(arguments)) {
        String line = "";
        for (int lines = random.nextInt(ENGINES * MOST_LINES); lines > 0 && line != null; lines--) {
          line = child.line();
        }
        child.killAndRead();
      }
    }
    try (ChildProcess child = start(arguments)) {
      assertThat(child.lines()).as(about).endsWith("done");
    }
    for (int i = 0; i < ENGINES; i++) {
      Path killed = own.resolve("killed-" + i);
      List<Path> files = files(own.resolve("whole-" + i));
      assertThat(files).as(about).hasSizeGreaterThan(3);
      for (Path file : files) {
        List<String> rows = CrashedEngine.sorted(killed.resolve(file.getFileName()));
        List<String> expected = CrashedEngine.sorted(file);
        assertThat(rows)
            .as(
                "%s, engine %s, %s: missing=%s, too many=%s",
                about, i, file.getFileName(), without(expected, rows), without(rows, expected))
            .isEqualTo(expected);
      }
    }
  }

  private static ChildProcess start(List<String> arguments) throws IOException {
    return ChildProcess.start(ControlProgram.class, arguments.toArray(new String[0]));
  }

  private static List<Path> files(Path whole) throws IOException {
    try (Stream<Path> files = Files.list(whole)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** What some lines have that others have not, ten of them. */
  private static List<String> without(List<String> lines, List<String> others) {
    List<String> rest = new ArrayList<>();
    Deque<String> left = new ArrayDeque<>(others);
    for (String line : lines) {
      while (!left.isEmpty() && left.getFirst().compareTo(line) < 0) {
        left.remove();
      }
      if (!left.isEmpty() && left.getFirst().equals(line)) {
        left.remove();
      } else if (rest.size() < 10) {
        rest.add(line);
      }
    }
    return rest;
  }
}
