package io.millrace.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each hand-over between threads that durability has, as jcstress tries it. */
@Tag("soak")
class HandOverStressTest {
  private static final String TESTS =
      "io.millrace.ring.(JournalGate|Barrier|StateRequest|WakeUp)Stress";

  private static final long MOST_MINUTES = 15;

  @TempDir private Path directory;

  @Test
  void shouldHandOverWholeAndLoseNoWakeUp() throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-t",
                TESTS,
                "-jvmArgs",
                "-Xmx256m",
                "-af",
                "NONE",
                "-sc",
                "false",
                "-f",
                "1",
                "-iters",
                System.getProperty("stress.iterations", "5"),
                "-time",
                "1000",
                "-r",
                directory.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)).as("in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(output);
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).contains("Failed tests: No matches", "4 matching test results");
  }
}
