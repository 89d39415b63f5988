package io.millrace.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The faults that other tests rely on. */
class FaultyStorageTest extends StorageContractTest {
  private FaultyStorage faulty;

  @Override
  Storage storage(Path root) {
    faulty = new FaultyStorage(root);
    return faulty;
  }

  private Storage plain() {
    return faulty.save();
  }

  @Test
  void shouldCountWritePointsOnly() {
    storage.makeDirectory("x");
    write("x/a", "one");
    storage.size("x/a");
    storage.rename("x/a", "x/b");
    storage.forceFile("x/b");
    storage.forceDirectory("x");
    storage.truncate("x/b", 1);
    storage.remove("x");
    assertThat(faulty.points())
        .containsExactly(
            "makeDirectory x",
            "create x/a",
            "append x/a",
            "force x/a",
            "rename x/a",
            "forceFile x/b",
            "forceDirectory x",
            "truncate x/b",
            "remove x/b",
            "remove x");
    assertThat(faulty.hasFailed()).isFalse();
  }

  @Test
  void shouldFailWithoutDoingAnything() {
    faulty.failAt(1, Fault.FAILED);
    StorageFile file = storage.create("a");
    assertFails(StorageFailure.BROKEN, () -> append(file, "one"));
    assertThat(faulty.hasFailed()).isTrue();
    assertThatThrownBy(() -> append(file, "two"))
        .hasMessage("file has failed before: path=a; begin again with a new file");
    file.close();
    assertThat(read(plain(), "a")).isEmpty();
    write("b", "three");
    assertThat(read(plain(), "b")).isEqualTo("three");
    faulty.failAt(faulty.points().size(), Fault.FAILED);
    assertFails(StorageFailure.BROKEN, () -> storage.rename("a", "b"));
    assertThat(plain().list("")).containsExactly("a", "b");
  }

  @Test
  void shouldDoHalfAndFail() {
    faulty.failAt(1, Fault.HALF_DONE);
    StorageFile file = storage.create("a");
    assertFails(StorageFailure.BROKEN, () -> append(file, "abcd"));
    file.close();
    assertThat(file.length()).isZero();
    assertThat(read(plain(), "a")).isEqualTo("ab");
    faulty.failAt(2, Fault.HALF_DONE);
    assertFails(StorageFailure.BROKEN, () -> storage.rename("a", "b"));
    assertThat(plain().list("")).containsExactly("b");
  }

  @Test
  void shouldStayFullUntilThereIsSpace() {
    faulty.failAt(1, Fault.FULL_DISK);
    StorageFile file = storage.create("a");
    assertFails(StorageFailure.DISK_FULL, () -> append(file, "abcd"));
    file.close();
    assertFails(StorageFailure.DISK_FULL, () -> storage.create("b"));
    assertFails(StorageFailure.DISK_FULL, () -> storage.makeDirectory("x"));
    storage.rename("a", "c");
    assertThat(read(plain(), "c")).isEqualTo("ab");
    faulty.freeSpace();
    write("b", "b");
    assertThat(plain().list("")).containsExactly("b", "c");
  }

  @Test
  void shouldFlipOneBit() {
    faulty.failAt(1, Fault.FLIPPED_BIT);
    write("a", "abcd");
    assertThat(read(plain(), "a")).isEqualTo("a`cd");
  }

  @Test
  void shouldTakeNoCallWithoutPower() {
    faulty.failAt(1, Fault.CUT_BEFORE);
    StorageFile file = storage.create("a");
    assertThatThrownBy(() -> append(file, "abcd")).isInstanceOf(PowerCutError.class);
    file.close();
    assertThatThrownBy(() -> storage.list("")).isInstanceOf(PowerCutError.class);
    assertThatThrownBy(() -> storage.create("b")).isInstanceOf(PowerCutError.class);
    assertThat(read(plain(), "a")).isEmpty();
    FaultyStorage second = new FaultyStorage(directory).failAt(1, Fault.CUT_WITHIN);
    StorageFile other = second.create("b");
    assertThatThrownBy(() -> append(other, "abcd")).isInstanceOf(PowerCutError.class);
    other.close();
    assertThat(read(second.cutPower(Loss.NOTHING), "b")).isEqualTo("ab");
  }

  /** Forces some of what it does, then cuts the power. */
  private Map<String, String> left(Loss loss) {
    FaultyStorage all = new FaultyStorage(directory.resolve(loss.name()));
    storage = all;
    write("old", "old");
    write("removed", "removed");
    storage.forceDirectory("");
    StorageFile file = storage.create("new");
    append(file, "ab");
    file.force();
    append(file, "cd");
    file.close();
    storage.rename("new", "renamed");
    storage.remove("removed");
    Storage found = all.cutPower(loss);
    Map<String, String> left = new TreeMap<>();
    found.list("").forEach(name -> left.put(name, read(found, name)));
    return left;
  }

  @Test
  void shouldLoseWhatWasNotForced() {
    assertThat(left(Loss.NOTHING)).isEqualTo(Map.of("old", "old", "renamed", "abcd"));
    assertThat(left(Loss.BYTES)).isEqualTo(Map.of("old", "old", "renamed", "ab"));
    assertThat(left(Loss.BYTES_BUT_LENGTH)).isEqualTo(Map.of("old", "old", "renamed", "ab\0\0"));
    assertThat(left(Loss.NAMES)).isEqualTo(Map.of("old", "old", "removed", "removed"));
    assertThat(left(Loss.BYTES_AND_NAMES)).isEqualTo(Map.of("old", "old", "removed", "removed"));
  }

  @Test
  void shouldNeverForceBytesOfWhichAForceHasFailed() {
    StorageFile file = storage.create("a");
    append(file, "ab");
    file.force();
    storage.forceDirectory("");
    append(file, "cd");
    faulty.failAt(faulty.points().size(), Fault.FAILED);
    assertFails(StorageFailure.BROKEN, file::force);
    file.close();
    storage.forceFile("a");
    assertThat(read(faulty.cutPower(Loss.BYTES), "a")).isEqualTo("ab");
  }
}
