package io.millrace.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueuePartsTest {
  @TempDir private Path directory;

  @Test
  void shouldNameEachFlagThatIsMissingWhenThereIsNone() {
    assertThatThrownBy(() -> new JournalWriter(directory, AllTypes.SCHEMA, 0))
        .isInstanceOf(JournalException.class)
        .hasMessage(
            "durable mode needs more than this JVM has:"
                + " missing=[--add-opens=java.base/java.lang.reflect=ALL-UNNAMED,"
                + " --add-opens=java.base/sun.nio.ch=ALL-UNNAMED];"
                + " add the jar to the class path, start java with the flags, or run without a"
                + " journal");
  }

  @Test
  void shouldNameTheJarWhenItIsNotThere() throws Exception {
    try (URLClassLoader bare =
        new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
      assertThat(QueueParts.missing(bare)).contains("net.openhft:chronicle-queue:2026.4");
    }
  }

  @Test
  @Tag("chronicle")
  void shouldMissNothingAndKeepChronicleQuietWhenTheFlagsAreThere() {
    QueueParts.check();
    assertThat(System.getProperty("chronicle.analytics.disable")).isEqualTo("true");
    assertThat(System.getProperty("chronicle.disk.monitor.disable")).isEqualTo("true");
  }
}
