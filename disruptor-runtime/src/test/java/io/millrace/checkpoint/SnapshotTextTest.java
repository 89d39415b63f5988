package io.millrace.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.SnapshotWriter;
import io.millrace.storage.FaultyStorage;
import io.millrace.storage.Storage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text and byte arrays in a stream of values. */
class SnapshotTextTest {
  @TempDir private Path directory;
  private Storage storage;

  @BeforeEach
  void setUp() {
    storage = new FaultyStorage(directory);
  }

  private StateFileReader stream(Consumer<SnapshotWriter> values) {
    storage.remove("values");
    try (StateFileWriter writer =
        new StateFileWriter(
            storage.create("values"),
            "values",
            StateFileDescriptor.STATE,
            StateFileDescriptor.BLOCK_BYTES)) {
      values.accept(writer);
      writer.finish();
    }
    return StateFileReader.open(storage, "values", StateFileDescriptor.STATE);
  }

  @Test
  void shouldGiveBackTextAndBytes() {
    List<String> texts = List.of("", "SELECT 'ä€𝄞\0'\n", "x".repeat(65_536), "€".repeat(100_000));
    byte[] bytes = new byte[1_000_000];
    new Random(5).nextBytes(bytes);
    try (StateFileReader reader =
        stream(
            writer -> {
              texts.forEach(text -> SnapshotText.putText(writer, text));
              SnapshotText.putBytes(writer, bytes);
              SnapshotText.putBytes(writer, new byte[0]);
            })) {
      for (String text : texts) {
        assertThat(SnapshotText.getText(reader)).isEqualTo(text);
      }
      assertThat(Arrays.equals(SnapshotText.getBytes(reader), bytes)).isTrue();
      assertThat(SnapshotText.getBytes(reader)).isEmpty();
      reader.checkEnd();
    }
  }

  @Test
  void shouldRefuseLengthsThatTheFileHasNot() {
    for (long length : new long[] {-1, Long.MIN_VALUE, Integer.MAX_VALUE, 1L << 32, 9}) {
      try (StateFileReader reader =
          stream(
              writer -> {
                writer.putLong(length);
                writer.putLong(0);
              })) {
        assertThatThrownBy(() -> SnapshotText.getBytes(reader))
            .as("length=%d", length)
            .isInstanceOf(CheckpointException.class);
      }
    }
  }

  @Test
  void shouldRefuseWhatIsNoText() {
    try (StateFileReader reader =
        stream(writer -> SnapshotText.putBytes(writer, new byte[] {'a', (byte) 0xff}))) {
      assertThatThrownBy(() -> SnapshotText.getText(reader))
          .isInstanceOf(CheckpointException.class)
          .hasMessage(
              "no text at this place of a checkpoint: bytes=2, reason=not UTF-8; read values in"
                  + " the order in which they were written");
    }
    try (StateFileReader reader =
        stream(
            writer ->
                assertThatThrownBy(() -> SnapshotText.putText(writer, "a\ud834"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("text has half of a surrogate pair: text=a"))) {
      assertThat(reader.remaining()).isZero();
    }
  }
}
