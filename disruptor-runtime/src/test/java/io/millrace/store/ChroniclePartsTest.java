package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChroniclePartsTest {
  @TempDir private Path directory;

  @Test
  void shouldNameEachFlagThatIsMissingWhenThereIsNone() {
    assertThatThrownBy(() -> RowFileReader.open(directory.resolve("none")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "tables with state=chronicle need more than this JVM has:"
                + " missing=[--add-opens=java.base/java.lang=ALL-UNNAMED,"
                + " --add-opens=java.base/java.lang.reflect=ALL-UNNAMED,"
                + " --add-opens=java.base/sun.nio.ch=ALL-UNNAMED,"
                + " --add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED];"
                + " add the jar to the class path, start java with the flags, or use state=memory");
  }

  @Test
  void shouldNameTheJarWhenItIsNotThere() throws Exception {
    try (URLClassLoader bare =
        new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
      assertThat(ChronicleParts.missing(bare)).contains("net.openhft:chronicle-map:2026.1");
    }
  }

  @Test
  @Tag("chronicle")
  void shouldMissNothingWhenTheFlagsAreThere() {
    ChronicleParts.check();
    assertThat(System.getProperty("chronicle.analytics.disable")).isEqualTo("true");
  }
}
