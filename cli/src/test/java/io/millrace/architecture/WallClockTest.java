package io.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WallClockTest {
  private static final Pattern READS =
      Pattern.compile(
          "System\\.(nanoTime|currentTimeMillis)\\(|\\b(Instant|LocalDate|LocalTime|LocalDateTime"
              + "|ZonedDateTime|OffsetDateTime)\\.now\\(|\\bClock\\.system|new Date\\(\\)");

  /** Where the machine's clock may be read, and why no result depends on it. */
  private static final Map<String, String> ALLOWED =
      Map.of(
          "disruptor-runtime/src/main/java/io/millrace/time/", "is the system clock",
          "disruptor-runtime/src/main/java/io/millrace/latency/", "measures latency for people",
          "disruptor-runtime/src/main/java/io/millrace/warmup/", "says how long to warm up",
          "disruptor-runtime/src/main/java/io/millrace/ring/",
              "measures latency and pauses, and bounds how long close waits",
          "disruptor-runtime/src/main/java/io/millrace/recovery/", "says how long it took",
          "disruptor-runtime/src/main/java/io/millrace/journal/SpaceAhead.java",
              "sees how fast room is used up, which no record tells",
          "disruptor-runtime/src/main/java/io/millrace/publish/StreamPublisher.java",
              "measures latency",
          "cli/src/main/java/io/millrace/cli/demo/", "shows how long a query took",
          "cli/src/main/java/io/millrace/cli/run/ScriptRun.java", "shows how long a script took",
          "cli/src/main/java/io/millrace/cli/run/ScriptStatus.java", "shows progress");

  @Test
  void shouldReadTheMachinesClockOnlyWhereNoResultDependsOnIt() {
    List<String> found =
        SourceTree.javaFiles().stream()
            .filter(SourceTree::isMain)
            .filter(file -> READS.matcher(SourceTree.text(file)).find())
            .map(SourceTree::relative)
            .filter(file -> !file.startsWith("perf/"))
            .toList();
    assertThat(found)
        .as("what a result depends on asks MillraceClock, so that a test can step it")
        .allMatch(file -> ALLOWED.keySet().stream().anyMatch(file::startsWith));
    assertThat(ALLOWED.keySet())
        .as("places that read no clock any more need no permission")
        .allMatch(allowed -> found.stream().anyMatch(file -> file.startsWith(allowed)));
  }

  @Test
  void shouldFindWhatReadsTheClock() {
    Path file =
        SourceTree.module("cli").resolve("src/main/java/io/millrace/cli/run/ScriptRun.java");
    assertThat(SourceTree.text(file)).containsPattern(READS);
    assertThat("long now = clock.nowNs();").doesNotContainPattern(READS);
  }
}
