package io.millrace.simulation;

import io.millrace.journal.SimulatedSegment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A directory as a process leaves it that is killed, or a machine that fails. */
final class DirectoryCopy {
  private static final int PAGE = 4096;

  private DirectoryCopy() {}

  /** Of a segment that is written to, what is behind the forced part may be lost, if asked for. */
  static void copy(Path from, Path to, SimulationPlan losing) {
    Map<Path, long[]> open = SimulatedSegment.lengths();
    try (Stream<Path> all = Files.walk(from)) {
      List<Path> files = all.sorted().toList();
      for (Path file : files) {
        Path target = to.resolve(from.relativize(file).toString());
        long[] lengths = open.get(file.getParent());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (lengths != null && file.toString().endsWith(".cq4")) {
          long lost = losing == null ? 0 : losing.upTo((int) (lengths[0] - lengths[1]));
          cut(file, target, lengths[0] - lost);
        } else if (!file.endsWith("lock")) {
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is behind the end is zeros that were made ready. */
  private static void cut(Path file, Path target, long length) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes((int) length);
      Files.write(target, Arrays.copyOf(bytes, bytes.length + PAGE));
    }
  }
}
