package io.millrace.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.storage.FaultyStorage;
import io.millrace.storage.Storage;
import io.millrace.storage.StorageFile;
import io.millrace.storage.StorageReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two checkpoints, of which the newer one is damaged in every way: each bit of each file changed,
 * each file cut at each length, lengthened, exchanged, gone. The older one is found each time.
 */
class CheckpointDamageTest {
  private static final String NEWER = "checkpoint-00000002";
  private static final List<String> FILES = List.of("manifest", "partition-0", "partition-1");

  @TempDir private Path directory;
  private Storage storage;

  @BeforeEach
  void setUp() {
    storage = new FaultyStorage(directory);
    CheckpointStore store = CheckpointSample.store(storage, 2);
    CheckpointSample.write(store);
    CheckpointSample.write(store);
  }

  private byte[] read(String name) {
    try (StorageReader reader = storage.open(name)) {
      byte[] bytes = new byte[(int) reader.length()];
      reader.read(ByteBuffer.wrap(bytes), 0);
      return bytes;
    }
  }

  private void replace(String name, byte[] bytes) {
    storage.remove(name);
    try (StorageFile file = storage.create(name)) {
      file.append(ByteBuffer.wrap(bytes));
    }
  }

  private long found(List<String> messages) {
    Checkpoint checkpoint = CheckpointSample.store(storage, 2).newest(messages::add).orElseThrow();
    CheckpointSample.check(checkpoint);
    return checkpoint.number();
  }

  /** The older checkpoint is found, and the message names the file that was damaged. */
  private void assertPassedOver(String file, String how) {
    List<String> messages = new ArrayList<>();
    assertThat(found(messages)).as("%s %s", file, how).isEqualTo(1);
    assertThat(messages)
        .as("%s %s", file, how)
        .singleElement()
        .asString()
        .startsWith("checkpoint is passed over: number=2, reason=")
        .contains(storage.where(file));
  }

  /** A file by itself, without the manifest, does not read either. */
  private void assertUnreadable(String file, String how) {
    int kind = file.endsWith("manifest") ? StateFileDescriptor.MANIFEST : StateFileDescriptor.STATE;
    assertThatThrownBy(
            () -> {
              try (StateFileReader reader = StateFileReader.open(storage, file, kind)) {
                reader.skip(reader.remaining());
              }
            })
        .as("%s %s", file, how)
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll("file=" + storage.where(file), "expected=", "found=");
  }

  @Test
  void shouldBeFoundUndamaged() {
    List<String> messages = new ArrayList<>();
    assertThat(found(messages)).isEqualTo(2);
    assertThat(messages).isEmpty();
    for (String name : FILES) {
      String file = NEWER + "/" + name;
      replace(file, read(file));
    }
    assertThat(found(messages)).isEqualTo(2);
  }

  @Test
  void shouldBePassedOverWhenAnyBitHasChanged() {
    for (String name : FILES) {
      String file = NEWER + "/" + name;
      byte[] bytes = read(file);
      for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
        byte[] changed = bytes.clone();
        changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        replace(file, changed);
        assertPassedOver(file, "with another bit " + bit);
        assertUnreadable(file, "with another bit " + bit);
      }
      replace(file, bytes);
    }
    assertThat(found(new ArrayList<>())).isEqualTo(2);
  }

  @Test
  void shouldBePassedOverWhenAFileIsCutAtAnyLength() {
    for (String name : FILES) {
      String file = NEWER + "/" + name;
      byte[] bytes = read(file);
      for (int length = 0; length < bytes.length; length++) {
        replace(file, Arrays.copyOf(bytes, length));
        assertPassedOver(file, "of length " + length);
        assertUnreadable(file, "of length " + length);
      }
      replace(file, bytes);
    }
    assertThat(found(new ArrayList<>())).isEqualTo(2);
  }

  @Test
  void shouldBePassedOverWhenAFileIsLonger() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (String name : FILES) {
      String file = NEWER + "/" + name;
      byte[] bytes = read(file);
      for (int more = 1; more <= 100; more++) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + more);
        replace(file, longer);
        assertPassedOver(file, "with so many zeros: " + more);
        assertUnreadable(file, "with so many zeros: " + more);
        for (int i = bytes.length; i < longer.length; i++) {
          longer[i] = (byte) random.nextInt();
        }
        replace(file, longer);
        assertPassedOver(file, "with so many bytes: " + more + ", seed=" + seed);
        assertUnreadable(file, "with so many bytes: " + more + ", seed=" + seed);
      }
      replace(file, bytes);
    }
  }

  @Test
  void shouldBePassedOverWhenBlocksAreExchanged() {
    String file = NEWER + "/partition-0";
    byte[] bytes = read(file);
    int step = CheckpointSample.BLOCK_BYTES + StateFileDescriptor.BLOCK_HEADER_BYTES;
    int first = StateFileDescriptor.HEADER_BYTES;
    byte[] changed = bytes.clone();
    System.arraycopy(bytes, first, changed, first + step, step);
    System.arraycopy(bytes, first + step, changed, first, step);
    replace(file, changed);
    assertPassedOver(file, "with exchanged blocks");
    assertUnreadable(file, "with exchanged blocks");
  }

  @Test
  void shouldBePassedOverWhenAFileIsAnotherOneOrGone() {
    byte[] first = read(NEWER + "/partition-0");
    byte[] second = read(NEWER + "/partition-1");
    assertThat(first).hasSameSizeAs(second);
    replace(NEWER + "/partition-0", second);
    assertPassedOver(NEWER + "/partition-0", "that is the other one");
    replace(NEWER + "/partition-0", read("checkpoint-00000001/partition-0"));
    assertPassedOver(NEWER + "/partition-0", "of the older checkpoint");
    storage.remove(NEWER + "/partition-0");
    assertPassedOver(NEWER + "/partition-0", "that is gone");
    replace(NEWER + "/partition-0", first);
    byte[] manifest = read(NEWER + "/manifest");
    replace(NEWER + "/manifest", read("checkpoint-00000001/manifest"));
    assertPassedOver(NEWER + "/manifest", "of the older checkpoint");
    replace(NEWER + "/manifest", first);
    assertPassedOver(NEWER + "/manifest", "that is state");
    storage.remove(NEWER + "/manifest");
    assertPassedOver(NEWER + "/manifest", "that is gone");
    replace(NEWER + "/manifest", manifest);
    assertThat(found(new ArrayList<>())).isEqualTo(2);
  }

  @Test
  void shouldBePassedOverWhenItIsNoDirectory() {
    storage.remove(NEWER);
    replace(NEWER, new byte[10]);
    assertPassedOver(NEWER + "/manifest", "in what is a file");
    CheckpointStore store = CheckpointSample.store(storage, 2);
    CommittedCheckpoint next = CheckpointSample.write(store);
    assertThat(next.number()).isEqualTo(3);
    assertThat(next.retirementFailure()).get().asString().contains("a directory");
    storage.remove(NEWER);
    assertThat(CheckpointSample.write(store).retirementFailure()).isEmpty();
    assertThat(storage.list("")).containsExactly("checkpoint-00000003", "checkpoint-00000004");
  }
}
