package io.millrace.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every storage does as long as its disk is well. */
abstract class StorageContractTest {
  @TempDir Path directory;
  Storage storage;

  abstract Storage storage(Path root);

  @BeforeEach
  void setUp() {
    storage = storage(directory);
  }

  static void append(StorageFile file, String text) {
    file.append(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  void write(String name, String text) {
    try (StorageFile file = storage.create(name)) {
      append(file, text);
      file.force();
    }
  }

  static String read(Storage storage, String name) {
    try (StorageReader reader = storage.open(name)) {
      byte[] bytes = new byte[(int) reader.length()];
      assertThat(reader.read(ByteBuffer.wrap(bytes), 0)).isEqualTo(bytes.length);
      return new String(bytes, StandardCharsets.US_ASCII);
    }
  }

  void assertFails(StorageFailure failure, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StorageException.class,
            thrown -> {
              assertThat(thrown.failure()).isEqualTo(failure);
              assertThat(thrown).hasMessageContaining(directory.toString());
            });
  }

  @Test
  void shouldReadWhatWasAppended() {
    try (StorageFile file = storage.create("a")) {
      append(file, "one");
      ByteBuffer part = ByteBuffer.wrap("-two-".getBytes(StandardCharsets.US_ASCII));
      file.append(part.position(1).limit(4));
      assertThat(part.position()).isEqualTo(4);
      assertThat(file.length()).isEqualTo(6);
      file.force();
      assertThat(read(storage, "a")).isEqualTo("onetwo");
      append(file, "three");
    }
    assertThat(read(storage, "a")).isEqualTo("onetwothree");
    assertThat(storage.size("a")).isEqualTo(11);
    try (StorageReader reader = storage.open("a")) {
      ByteBuffer target = ByteBuffer.allocate(8);
      assertThat(reader.read(target.position(1), 9)).isEqualTo(2);
      assertThat(target.get(1)).isEqualTo((byte) 'e');
      assertThat(reader.read(target, 11)).isZero();
      assertThat(reader.read(target, 100)).isZero();
    }
  }

  @Test
  void shouldListNamesInTheirOrder() {
    write("b", "");
    storage.makeDirectory("c");
    write("a", "");
    write("c/d", "");
    assertThat(storage.list("")).containsExactly("a", "b", "c");
    assertThat(storage.list("c")).containsExactly("d");
  }

  @Test
  void shouldReplaceAFileByRenamingAnother() {
    storage.makeDirectory("x");
    write("x/new", "new");
    write("old", "old");
    storage.rename("x/new", "old");
    storage.forceDirectory("");
    assertThat(storage.list("x")).isEmpty();
    assertThat(read(storage, "old")).isEqualTo("new");
    storage.rename("x", "y");
    assertThat(storage.list("")).containsExactly("old", "y");
  }

  @Test
  void shouldRemoveFilesAndDirectoriesWithAllThatTheyHold() {
    storage.makeDirectory("x");
    storage.makeDirectory("x/y");
    write("x/y/z", "1");
    write("x/z", "2");
    write("z", "3");
    storage.remove("z");
    storage.remove("z");
    storage.remove("none/at/all");
    assertThat(storage.list("")).containsExactly("x");
    storage.remove("x");
    assertThat(storage.list("")).isEmpty();
  }

  @Test
  void shouldTruncateAFile() {
    write("a", "abcdef");
    storage.truncate("a", 6);
    storage.truncate("a", 2);
    storage.forceFile("a");
    assertThat(read(storage, "a")).isEqualTo("ab");
    storage.truncate("a", 0);
    assertThat(storage.size("a")).isZero();
    for (long length : new long[] {-1, 1}) {
      assertThatThrownBy(() -> storage.truncate("a", length))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("cannot truncate a file to this length: path=");
    }
  }

  @Test
  void shouldSayWhenANameIsTakenOrThereIsNone() {
    write("a", "a");
    storage.makeDirectory("x");
    assertFails(StorageFailure.ALREADY_THERE, () -> storage.create("a"));
    assertFails(StorageFailure.ALREADY_THERE, () -> storage.makeDirectory("x"));
    assertFails(StorageFailure.MISSING, () -> storage.create("y/a"));
    assertFails(StorageFailure.MISSING, () -> storage.makeDirectory("y/z"));
    assertFails(StorageFailure.MISSING, () -> storage.open("b"));
    assertFails(StorageFailure.MISSING, () -> storage.size("b"));
    assertFails(StorageFailure.MISSING, () -> storage.list("b"));
    assertFails(StorageFailure.MISSING, () -> storage.rename("b", "c"));
    assertFails(StorageFailure.MISSING, () -> storage.truncate("b", 0));
    assertFails(StorageFailure.MISSING, () -> storage.forceFile("b"));
    assertFails(StorageFailure.MISSING, () -> storage.forceDirectory("b"));
    assertFails(StorageFailure.NOT_A_DIRECTORY, () -> storage.list("a"));
    assertFails(StorageFailure.NOT_A_DIRECTORY, () -> storage.create("a/b"));
    assertThat(storage.list("")).containsExactly("a", "x");
  }

  @Test
  void shouldRefuseNamesThatLeadOut() {
    for (String name : List.of("..", ".", "/a", "../a", "x/../a", "a/", "x//a", "a\\b", "a b")) {
      assertThatThrownBy(() -> storage.create(name))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "not a name of a stored file: name="
                  + name
                  + "; use letters, digits, '.', '_' and '-', with '/' between directories");
      assertThatThrownBy(() -> storage.remove(name)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldTakeNothingMoreWhenAFileIsClosed() {
    StorageFile file = storage.create("a");
    append(file, "a");
    file.close();
    file.close();
    assertFails(StorageFailure.CLOSED, () -> append(file, "b"));
    assertThat(read(storage, "a")).isEqualTo("a");
  }
}
