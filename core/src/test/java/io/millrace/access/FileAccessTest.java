package io.millrace.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths are judged by where they lead. */
class FileAccessTest {
  @TempDir private Path temporary;
  private Path top;
  private FileAccess reading;

  @BeforeEach
  void makeFiles() throws IOException {
    top = temporary.toRealPath();
    for (String directory : new String[] {"in/sub", "in-other", "out/deep"}) {
      Files.createDirectories(top.resolve(directory));
    }
    for (String file : new String[] {"in/a.csv", "in/sub/b.csv", "in-other/c.csv", "secret.csv"}) {
      Files.writeString(top.resolve(file), "x\n");
    }
    Files.createSymbolicLink(top.resolve("in/to-file"), top.resolve("secret.csv"));
    Files.createSymbolicLink(top.resolve("in/to-directory"), top.resolve("out/deep"));
    Files.createSymbolicLink(top.resolve("in/to-top"), Path.of(".."));
    Files.createSymbolicLink(top.resolve("in/inside"), Path.of("sub/b.csv"));
    Files.createSymbolicLink(top.resolve("in/nowhere"), top.resolve("missing.csv"));
    Files.createSymbolicLink(top.resolve("in/loop"), Path.of("loop"));
    Files.createSymbolicLink(top.resolve("into"), top.resolve("in"));
    reading = FileAccess.none().reading(top.resolve("in"));
  }

  private static WantedFile wanted(String path) {
    return new WantedFile("s", "path", path);
  }

  @ParameterizedTest
  @CsvSource({
    "in/a.csv, in/a.csv",
    "in/sub/../a.csv, in/a.csv",
    "in/./sub/b.csv, in/sub/b.csv",
    "into/a.csv, in/a.csv",
    "out/../in/a.csv, in/a.csv",
    "in/inside, in/sub/b.csv",
    "in/missing.csv, in/missing.csv",
    "in/missing/../a.csv, in/a.csv",
    "in/to-top/in/a.csv, in/a.csv",
    "in, in"
  })
  void shouldGiveWhereAPathLeadsWhenThatIsAllowed(String path, String real) {
    assertThat(reading.read(wanted(path), top.resolve(path))).isEqualTo(top.resolve(real));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret.csv",
        "in/../secret.csv",
        "in/sub/../../secret.csv",
        "in/missing/../../secret.csv",
        "in-other/c.csv",
        "in/to-file",
        "in/to-directory/new.csv",
        "in/to-directory/..",
        "in/to-directory/../../secret.csv",
        "in/to-top/secret.csv",
        "in/nowhere",
        "in/loop",
        "in/loop/a.csv",
        "into/../secret.csv",
        "no-such-file.csv",
        "no-such-directory/../../etc/passwd",
        "../../../../../../../../../../../../etc/passwd",
        "/etc/passwd",
        "/",
        "..",
        "."
      })
  void shouldRefuseAPathThatLeadsElsewhereWhetherOrNotSomethingIsThere(String path) {
    AccessRefusedException refusal =
        catchThrowableOfType(
            AccessRefusedException.class, () -> reading.read(wanted(path), top.resolve(path)));
    assertThat(refusal)
        .hasMessage(
            "file must not be read: stream=s, path="
                + path
                + ", allowed=read "
                + top.resolve("in")
                + "; name one that is allowed, or have it allowed by whoever runs the engine");
    assertThat(refusal.stream()).isEqualTo("s");
    assertThat(refusal.option()).isEqualTo("path");
  }

  /** Where the file system tells capitals from small letters, so does the list; else it is one. */
  @ParameterizedTest
  @ValueSource(strings = {"IN/a.csv", "In/sub/b.csv"})
  void shouldJudgeCapitalsAsTheFileSystemDoes(String path) {
    Path asked = top.resolve(path);
    if (Files.exists(asked)) {
      assertThat(reading.read(wanted(path), asked)).exists();
    } else {
      assertThatThrownBy(() -> reading.read(wanted(path), asked))
          .isInstanceOf(AccessRefusedException.class);
    }
  }

  @Test
  void shouldTellReadingFromWritingAndFromTheRest() {
    FileAccess files = reading.writing(top.resolve("out"));
    Path out = top.resolve("out/x.csv");
    assertThat(files.write(wanted("x"), out)).isEqualTo(out);
    assertThatThrownBy(() -> files.read(wanted("x"), out))
        .hasMessageStartingWith("file must not be read: stream=s, path=x, allowed=read ");
    assertThatThrownBy(() -> files.write(wanted("a.csv"), top.resolve("in/a.csv")))
        .hasMessage(
            "file must not be written: stream=s, path=a.csv, allowed=read "
                + top.resolve("in")
                + ", write "
                + top.resolve("out")
                + "; name one that is allowed, or have it allowed by whoever runs the engine");
    assertThatThrownBy(() -> files.checkStandardInput(wanted("-")))
        .hasMessageStartingWith("standard input must not be read: stream=s, path=-, allowed=read ");
    assertThatThrownBy(() -> files.checkStandardOutput(wanted("-")))
        .hasMessageStartingWith("standard output must not be written: stream=s, path=-,");
    assertThatThrownBy(() -> files.checkResource(wanted("classpath:x.csv")))
        .hasMessageStartingWith("resource must not be read: stream=s, path=classpath:x.csv,");
  }

  @Test
  void shouldAllowWhatIsSaidAndNothingMore() {
    FileAccess none = FileAccess.none();
    assertThat(none).hasToString("nothing").isNotEqualTo(none.withResources());
    none.withStandardInput().checkStandardInput(wanted("-"));
    none.withStandardOutput().checkStandardOutput(wanted("-"));
    none.withResources().checkResource(wanted("-"));
    assertThat(none.withStandardInput().withStandardOutput().withResources())
        .hasToString("standard input, standard output, resources");
    Path secret = top.resolve("in/../secret.csv");
    assertThat(FileAccess.all().read(wanted("x"), secret)).isEqualTo(secret);
    assertThat(FileAccess.all().reading(top).write(wanted("x"), secret)).isEqualTo(secret);
    assertThat(FileAccess.all())
        .hasToString(
            "read everything, write everything, standard input, standard output, resources");
  }

  /** A link that is put in the place of a directory later is followed at each use. */
  @Test
  void shouldJudgeAtEachUse() throws IOException {
    Path path = top.resolve("in/sub/b.csv");
    assertThat(reading.read(wanted("b"), path)).isEqualTo(path);
    Files.delete(path);
    Files.delete(top.resolve("in/sub"));
    Files.createSymbolicLink(top.resolve("in/sub"), top.resolve("out"));
    assertThatThrownBy(() -> reading.read(wanted("b"), path))
        .isInstanceOf(AccessRefusedException.class);
  }
}
