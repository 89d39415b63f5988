package io.millrace.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.storage.Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values through a state file, with blocks that are as short as they may be. */
class StateFileTest {
  private static final int BLOCK_BYTES = 16;

  @TempDir private Path directory;
  private Storage storage;

  @BeforeEach
  void setUp() {
    storage = Storage.in(directory);
  }

  private StateFileWriter writer(String name, int blockBytes) {
    return new StateFileWriter(storage.create(name), name, StateFileDescriptor.STATE, blockBytes);
  }

  private StateFileReader reader(String name) {
    return StateFileReader.open(storage, name, StateFileDescriptor.STATE);
  }

  private static byte[] bytes(SplittableRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void shouldGiveBackLongsAndBytesInTheirOrder() {
    long seed = new Random().nextLong();
    for (int run = 0; run < 200; run++) {
      int values = run;
      SplittableRandom in = new SplittableRandom(seed + run);
      try (StateFileWriter writer = writer("run" + run, BLOCK_BYTES + 8 * (run % 3))) {
        for (int i = 0; i < values; i++) {
          if (in.nextBoolean()) {
            writer.putLong(in.nextLong());
          } else {
            byte[] bytes = bytes(in, in.nextInt(70));
            int from = in.nextInt(bytes.length + 1);
            writer.putBytes(bytes, from, bytes.length - from);
          }
        }
        writer.finish();
        writer.force();
        assertThat(writer.result().bytes()).isEqualTo(storage.size("run" + run));
      }
      SplittableRandom out = new SplittableRandom(seed + run);
      try (StateFileReader reader = reader("run" + run)) {
        for (int i = 0; i < values; i++) {
          if (out.nextBoolean()) {
            assertThat(reader.getLong()).as("seed=%d", seed).isEqualTo(out.nextLong());
          } else {
            byte[] bytes = bytes(out, out.nextInt(70));
            byte[] found = bytes.clone();
            int from = out.nextInt(bytes.length + 1);
            Arrays.fill(found, from, bytes.length, (byte) 0);
            reader.getBytes(found, from, bytes.length - from);
            assertThat(found).as("seed=%d", seed).isEqualTo(bytes);
          }
        }
        assertThat(reader.remaining()).as("seed=%d", seed).isZero();
        reader.checkEnd();
        assertThatThrownBy(() -> reader.getLong()).isInstanceOf(CheckpointException.class);
      }
    }
  }

  @Test
  void shouldWriteTheLayoutThatIsDescribed() throws Exception {
    try (StateFileWriter writer = writer("layout", BLOCK_BYTES)) {
      for (long i = 1; i <= 3; i++) {
        writer.putLong(i);
      }
      writer.finish();
    }
    byte[] file = Files.readAllBytes(directory.resolve("layout"));
    assertThat(file).hasSize(24 + 32 + 24 + 24);
    assertThat(HexFormat.of().formatHex(file))
        .isEqualTo(
            "4d52535441544500010000000100000010000000"
                + "90907005"
                + "1000000000000000424c434b"
                + "1bf5968a"
                + "01000000000000000200000000000000"
                + "0800000001000000424c434b"
                + "5c83b2b0"
                + "0300000000000000"
                + "4d525354454e4400180000000000000002000000"
                + "db32aeb7");
  }

  @Test
  void shouldReadAsBytesWhatWasWrittenAsLongs() {
    try (StateFileWriter writer = writer("mixed", BLOCK_BYTES)) {
      writer.putBytes(new byte[] {1, 2, 3}, 0, 3);
      writer.putLong(0x0b0a090807060504L);
      writer.putLong(0x131211100f0e0d0cL);
      writer.finish();
    }
    try (StateFileReader reader = reader("mixed")) {
      byte[] all = new byte[19];
      reader.getBytes(all, 0, 9);
      reader.getBytes(all, 9, 10);
      for (int i = 0; i < all.length; i++) {
        assertThat(all[i]).isEqualTo((byte) (i + 1));
      }
    }
  }

  @Test
  void shouldSkipAndSayWhatIsLeft() {
    try (StateFileWriter writer = writer("skipped", BLOCK_BYTES)) {
      for (long i = 0; i < 10; i++) {
        writer.putLong(i);
      }
      writer.finish();
    }
    try (StateFileReader reader = reader("skipped")) {
      assertThat(reader.remaining()).isEqualTo(80);
      reader.skip(24);
      assertThat(reader.getLong()).isEqualTo(3);
      assertThat(reader.remaining()).isEqualTo(48);
      assertThatThrownBy(reader::checkEnd)
          .isInstanceOf(CheckpointException.class)
          .hasMessage(
              "checkpoint file is damaged: file="
                  + directory.resolve("skipped")
                  + ", offset=88, expected=the end, found=48 bytes more; use an older checkpoint");
      assertThatThrownBy(() -> reader.skip(49)).isInstanceOf(CheckpointException.class);
      reader.skip(48);
      reader.checkEnd();
    }
  }

  @Test
  void shouldRefuseMoreThanTheFileHas() {
    try (StateFileWriter writer = writer("short", BLOCK_BYTES)) {
      writer.putBytes(new byte[20], 0, 20);
      writer.finish();
    }
    try (StateFileReader reader = reader("short")) {
      reader.skip(13);
      assertThatThrownBy(reader::getLong)
          .isInstanceOf(CheckpointException.class)
          .hasMessage(
              "checkpoint file is damaged: file="
                  + directory.resolve("short")
                  + ", offset=100, expected=8 bytes more, found=7 until the end; use an older"
                  + " checkpoint");
      assertThat(reader.remaining()).isEqualTo(7);
    }
  }

  @Test
  void shouldRefuseValuesWhenItIsFinished() {
    StateFileWriter writer = writer("finished", BLOCK_BYTES);
    writer.putLong(1);
    writer.finish();
    String message = "state file is closed: file=finished; put values before it is finished";
    assertThatThrownBy(() -> writer.putLong(2)).hasMessage(message);
    assertThatThrownBy(() -> writer.putBytes(new byte[0], 0, 0)).hasMessage(message);
    assertThatThrownBy(writer::finish).hasMessage(message);
    writer.force();
    writer.close();
    try (StateFileReader reader = reader("finished")) {
      assertThat(reader.getLong()).isEqualTo(1);
      reader.checkEnd();
    }
  }

  @Test
  void shouldNotTakeOneKindOfFileForAnother() {
    try (StateFileWriter writer = writer("kind", BLOCK_BYTES)) {
      writer.finish();
    }
    assertThatThrownBy(() -> StateFileReader.open(storage, "kind", StateFileDescriptor.MANIFEST))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("offset=12, expected=kind 2, found=1");
  }
}
