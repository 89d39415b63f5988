package io.millrace.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each hand-over between threads that durability has, as jcstress tries it. */
@Tag("soak")
class HandOverStressTest {
  private static final String TESTS =
      "io.millrace.ring.(JournalGate|Barrier|StateRequest|WakeUp)Stress";

  @TempDir private Path directory;

  @Test
  void shouldHandOverWholeAndLoseNoWakeUp() throws IOException, InterruptedException {
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
            .redirectInput(new File("/dev/null"))
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    assertThat(said)
        .as("status %d", status)
        .doesNotContain("[FAILED]", "[TIMEOUT]", "[ERROR]", "[VM");
    for (String test : List.of("JournalGate", "Barrier", "StateRequest", "WakeUp")) {
      assertThat(said).contains("[OK] io.millrace.ring." + test + "Stress");
    }
    assertThat(status).isZero();
  }
}
