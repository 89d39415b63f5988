package io.millrace.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentFileTest {
  @TempDir private Path directory;

  @Test
  void shouldWriteAllZerosWhenTheThreadIsInterrupted() throws Exception {
    Path segment = Files.createDirectories(directory.resolve("ring/segment"));
    byte[] content = new byte[100];
    Arrays.fill(content, (byte) 1);
    Path queueFile = Files.write(segment.resolve("1.cq4"), content);
    boolean stillInterrupted;
    try (SegmentFile file = new SegmentFile(segment, 50)) {
      Thread.currentThread().interrupt();
      file.write(ByteBuffer.allocate(1000), 50);
      file.write(ByteBuffer.allocate(10), 1050);
      stillInterrupted = Thread.interrupted();
      file.write(ByteBuffer.allocate(10), 1060);
    } finally {
      Thread.interrupted();
    }
    byte[] expected = Arrays.copyOf(Arrays.copyOf(content, 50), 1070);
    assertThat(Files.readAllBytes(queueFile)).isEqualTo(expected);
    assertThat(stillInterrupted).isTrue();
  }
}
