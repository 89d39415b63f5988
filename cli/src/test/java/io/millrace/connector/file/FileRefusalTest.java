package io.millrace.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.access.AccessRefusedException;
import io.millrace.access.FileAccess;
import io.millrace.connector.ConnectorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector opens nothing that is not allowed, and does not tell what there is. */
class FileRefusalTest {
  @TempDir private Path temporary;
  private Path directory;
  private FileFixture file;

  @BeforeEach
  void makeFiles() throws IOException {
    directory = temporary.toRealPath();
    Files.createDirectories(directory.resolve("in"));
    Files.createDirectories(directory.resolve("out"));
    Files.writeString(directory.resolve("in/a.csv"), "n\nx\n1\n");
    Files.writeString(directory.resolve("secret.csv"), "n\n7\n");
    file =
        new FileFixture(directory)
            .option("format", "csv")
            .column("n", FileFixture.BIGINT)
            .allowed(
                FileAccess.none()
                    .reading(directory.resolve("in"))
                    .writing(directory.resolve("out")));
  }

  private void open(String path) {
    FileConnector connector = new FileConnector();
    connector.openSource(file.option("path", path).stream(), null, file.context()).close();
  }

  private void openSink(String path) {
    FileConnector connector = new FileConnector();
    connector.openSink(file.option("path", path).stream(), file.context()).close();
  }

  private List<String> names(String name) throws IOException {
    try (Stream<Path> paths = Files.list(directory.resolve(name))) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void shouldReadWhatIsAllowedAndRefuseTheRestWhetherItIsThereOrNot() {
    open("in/a.csv");
    for (String path :
        List.of("secret.csv", "secre.csv", "in/../secret.csv", "/etc/passwd", "out")) {
      assertThatThrownBy(() -> open(path))
          .isInstanceOf(AccessRefusedException.class)
          .hasMessageStartingWith(
              "file must not be read: stream=s, path=" + path + ", allowed=read ")
          .hasMessageNotContaining("did you mean");
    }
    assertThatThrownBy(() -> open("in/b.csv"))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("did you mean a.csv?");
  }

  @Test
  void shouldWriteWhatIsAllowedAndLeaveNothingElsewhere() throws IOException {
    openSink("out/x.csv");
    Files.createSymbolicLink(directory.resolve("out/link.csv"), directory.resolve("secret.csv"));
    Files.createSymbolicLink(directory.resolve("out/new.csv"), directory.resolve("new.csv"));
    for (String path :
        List.of("secret.csv", "in/a.csv", "out/../y.csv", "out/link.csv", "out/new.csv")) {
      assertThatThrownBy(() -> openSink(path))
          .isInstanceOf(AccessRefusedException.class)
          .hasMessageStartingWith(
              "file must not be written: stream=s, path=" + path + ", allowed=");
    }
    assertThat(Files.readString(directory.resolve("secret.csv"))).isEqualTo("n\n7\n");
    assertThat(names(".")).containsExactly("in", "out", "secret.csv");
    assertThat(names("in")).containsExactly("a.csv");
  }

  @Test
  void shouldRefuseDeadLettersWhereNothingMayBeWritten() throws IOException {
    file.option("on-error", "skip");
    assertThatThrownBy(() -> open("in/a.csv"))
        .isInstanceOf(AccessRefusedException.class)
        .hasMessageStartingWith(
            "file must not be written: stream=s, dead-letter=in/a.csv.rejected, allowed=");
    for (String path : List.of("secret.csv", "out/../secret.csv", "/dev/full", "in/a.csv")) {
      file.option("dead-letter", path);
      assertThatThrownBy(() -> open("in/a.csv"))
          .isInstanceOf(AccessRefusedException.class)
          .hasMessageStartingWith("file must not be written: stream=s, dead-letter=" + path);
    }
    Files.createSymbolicLink(directory.resolve("out/to"), directory.resolve("new.rejected"));
    file.option("dead-letter", "out/to");
    assertThatThrownBy(() -> open("in/a.csv")).isInstanceOf(AccessRefusedException.class);
    assertThat(Files.readString(directory.resolve("secret.csv"))).isEqualTo("n\n7\n");
    assertThat(names(".")).containsExactly("in", "out", "secret.csv");
    file.option("dead-letter", "out/a.rejected");
    open("in/a.csv");
  }

  @Test
  void shouldRefuseStandardStreamsAndResources() {
    assertThatThrownBy(() -> open("-"))
        .isInstanceOf(AccessRefusedException.class)
        .hasMessageStartingWith("standard input must not be read: stream=s, path=-, allowed=");
    assertThatThrownBy(() -> openSink("-"))
        .isInstanceOf(AccessRefusedException.class)
        .hasMessageStartingWith("standard output must not be written: stream=s, path=-, allowed=");
    assertThatThrownBy(() -> open("classpath:META-INF/MANIFEST.MF"))
        .isInstanceOf(AccessRefusedException.class)
        .hasMessageStartingWith("resource must not be read: stream=s, path=classpath:META-INF");
    assertThatThrownBy(() -> open("CLASSPATH:META-INF/MANIFEST.MF"))
        .isInstanceOf(AccessRefusedException.class)
        .hasMessageStartingWith("file must not be read: stream=s, path=CLASSPATH:META-INF");
    assertThatThrownBy(() -> open("file:///etc/passwd")).isInstanceOf(AccessRefusedException.class);
  }

  @Test
  void shouldRefuseNamesWithNulCharacters() {
    for (String path : List.of("in/a.csv\0", "in/a.csv\0/../../secret.csv", "\0")) {
      assertThatThrownBy(() -> open(path))
          .isInstanceOf(ConnectorException.class)
          .hasMessageStartingWith("not a path: stream=s, path=");
      assertThatThrownBy(() -> openSink(path)).isInstanceOf(ConnectorException.class);
    }
    file.allowed(FileAccess.none().withResources());
    assertThatThrownBy(() -> open("classpath:io/millrace\0"))
        .isInstanceOf(ConnectorException.class);
    assertThatThrownBy(() -> open("classpath:../../../../etc/passwd"))
        .isInstanceOf(ConnectorException.class)
        .hasMessageStartingWith("no such resource");
  }
}
