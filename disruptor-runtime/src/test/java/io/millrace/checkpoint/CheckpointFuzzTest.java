package io.millrace.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.millrace.engine.SnapshotWriter;
import io.millrace.storage.FaultyStorage;
import io.millrace.storage.Storage;
import io.millrace.storage.StorageFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that nobody wrote: whatever is in them, what is thrown is a CheckpointException. */
class CheckpointFuzzTest {
  private static final int RUNS = 10_000;
  private static final int SOAK_RUNS = 200_000;
  private static final String MANIFEST = "checkpoint-00000007/manifest";

  @TempDir private Path directory;

  private Storage storage() {
    Storage storage = new FaultyStorage(directory);
    storage.makeDirectory("checkpoint-00000007");
    return storage;
  }

  private static void write(Storage storage, String name, byte[] bytes) {
    storage.remove(name);
    try (StorageFile file = storage.create(name)) {
      file.append(ByteBuffer.wrap(bytes));
    }
  }

  private static byte[] bytes(SplittableRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Reads a file in random steps; whether it was read to its end. */
  private static boolean reads(Storage storage, String name, int kind, SplittableRandom random) {
    try (StateFileReader reader = StateFileReader.open(storage, name, kind)) {
      while (reader.remaining() > 0) {
        switch (random.nextInt(5)) {
          case 0 -> reader.getLong();
          case 1 -> reader.getBytes(new byte[20], 3, random.nextInt(17));
          case 2 -> SnapshotText.getText(reader);
          case 3 -> SnapshotText.getBytes(reader);
          default -> reader.skip(random.nextInt(100));
        }
      }
      return true;
    } catch (CheckpointException e) {
      assertThat(e).hasMessageMatching("(?s)[a-z].+: .+=.*; [a-z].+");
      return false;
    }
  }

  private void randomBytes(long seed, int runs) {
    SplittableRandom random = new SplittableRandom(seed);
    Storage storage = storage();
    for (int run = 0; run < runs; run++) {
      byte[] bytes = bytes(random, random.nextInt(300));
      if (random.nextBoolean() && bytes.length >= Long.BYTES) {
        StateFileDescriptor.LONG.set(bytes, 0, StateFileDescriptor.MAGIC);
      }
      int at = run;
      assertThatCode(
              () -> {
                write(storage, "file", bytes);
                assertThat(reads(storage, "file", 1 + at % 2, random)).isFalse();
                write(storage, MANIFEST, bytes);
                assertThat(new CheckpointStore(storage, 2).newest(message -> {})).isEmpty();
              })
          .as("seed=%d, run=%d", seed, run)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void shouldRefuseRandomBytes() {
    randomBytes(new Random().nextLong(), RUNS);
  }

  @Test
  @Tag("soak")
  void shouldRefuseManyRandomBytes() {
    randomBytes(new Random().nextLong(), SOAK_RUNS);
  }

  /** A header and a trailer that say what they like, each with its right checksum. */
  private static byte[] framed(SplittableRandom random) {
    byte[] bytes = bytes(random, 48 + random.nextInt(200));
    StateFileDescriptor.LONG.set(bytes, 0, StateFileDescriptor.MAGIC);
    StateFileDescriptor.INT.set(bytes, StateFileDescriptor.HEADER_VERSION, 1);
    StateFileDescriptor.INT.set(bytes, StateFileDescriptor.HEADER_KIND, 1 + random.nextInt(2));
    int blockBytes = random.nextBoolean() ? 1 << random.nextInt(22) : random.nextInt();
    StateFileDescriptor.INT.set(bytes, StateFileDescriptor.HEADER_BLOCK_BYTES, blockBytes);
    seal(bytes, 0, StateFileDescriptor.HEADER_CHECKSUM);
    int trailer = bytes.length - StateFileDescriptor.TRAILER_BYTES;
    StateFileDescriptor.LONG.set(bytes, trailer, StateFileDescriptor.TRAILER_MAGIC);
    long payload =
        switch (random.nextInt(3)) {
          case 0 -> random.nextLong();
          case 1 -> random.nextLong(bytes.length);
          default -> (long) bytes.length - 48 - 16L * random.nextInt(4);
        };
    StateFileDescriptor.LONG.set(
        bytes, trailer + StateFileDescriptor.TRAILER_PAYLOAD_BYTES, payload);
    int blocks = random.nextBoolean() ? random.nextInt(5) : random.nextInt();
    StateFileDescriptor.INT.set(bytes, trailer + StateFileDescriptor.TRAILER_BLOCKS, blocks);
    seal(bytes, trailer, StateFileDescriptor.TRAILER_CHECKSUM);
    return bytes;
  }

  private static void seal(byte[] bytes, int offset, int checksumAt) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, offset, checksumAt);
    StateFileDescriptor.INT.set(bytes, offset + checksumAt, (int) checksum.getValue());
  }

  @Test
  void shouldRefuseLengthsThatAreNotThere() {
    long seed = new Random().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    Storage storage = storage();
    for (int run = 0; run < RUNS; run++) {
      byte[] bytes = framed(random);
      boolean isEmpty =
          (long) StateFileDescriptor.LONG.get(bytes, bytes.length - 16) == 0 && bytes.length == 48;
      assertThatCode(
              () -> {
                write(storage, "file", bytes);
                boolean reads =
                    reads(storage, "file", StateFileDescriptor.STATE, random)
                        || reads(storage, "file", StateFileDescriptor.MANIFEST, random);
                assertThat(!reads || isEmpty).isTrue();
              })
          .as("seed=%d, run=%d", seed, run)
          .doesNotThrowAnyException();
    }
  }

  /** Values that a manifest might begin with, and others, in a file whose checksums are right. */
  private static void putValues(SnapshotWriter manifest, SplittableRandom random) {
    if (random.nextInt(8) > 0) {
      manifest.putLong(7);
    }
    int files = random.nextInt(4);
    manifest.putLong(random.nextInt(4) == 0 ? random.nextLong() : files);
    for (int i = 0; i < files; i++) {
      switch (random.nextInt(4)) {
        case 0 -> SnapshotText.putText(manifest, "partition-" + random.nextInt(2));
        case 1 -> SnapshotText.putText(manifest, List.of("../up", "", "x").get(i % 3));
        case 2 -> SnapshotText.putBytes(manifest, bytes(random, random.nextInt(12)));
        default -> manifest.putLong(random.nextLong() >> random.nextInt(64));
      }
      manifest.putLong(random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(300));
      manifest.putLong(random.nextInt(3) == 0 ? random.nextLong() : random.nextInt());
    }
  }

  @Test
  void shouldRefuseManifestsOfOtherValues() {
    long seed = new Random().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    Storage storage = storage();
    write(storage, "checkpoint-00000007/partition-0", new byte[100]);
    List<String> messages = new ArrayList<>();
    int empty = 0;
    for (int run = 0; run < RUNS; run++) {
      storage.remove(MANIFEST);
      try (StateFileWriter writer =
          new StateFileWriter(
              storage.create(MANIFEST), MANIFEST, StateFileDescriptor.MANIFEST, 32)) {
        putValues(writer, random);
        writer.finish();
        writer.force();
      }
      Checkpoint found = new CheckpointStore(storage, 2).newest(messages::add).orElse(null);
      if (found != null) {
        assertThat(found.names()).as("seed=%d, run=%d", seed, run).isEmpty();
        empty++;
      }
    }
    assertThat(messages).hasSize(RUNS - empty);
    for (String reason :
        List.of(
            "expected=number 7",
            "a number of files",
            "a name of a state file",
            "length and",
            "cannot open",
            "no text",
            "offset=")) {
      assertThat(messages).as("seed=%d", seed).anyMatch(message -> message.contains(reason));
    }
  }
}
