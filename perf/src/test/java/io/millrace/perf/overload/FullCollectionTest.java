package io.millrace.perf.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FullCollectionTest {
  private static final int BUFFERS = 64;
  private static final int BUFFER_BYTES = 1 << 20;
  private static final long BYTES = (long) BUFFERS * BUFFER_BYTES;

  private static List<ByteBuffer> allocate() {
    return Stream.generate(() -> ByteBuffer.allocateDirect(BUFFER_BYTES)).limit(BUFFERS).toList();
  }

  private static void allocateAndForget() {
    assertThat(allocate()).hasSize(BUFFERS);
  }

  @Test
  void shouldFreeBuffersThatAreDead() throws InterruptedException {
    FullCollection.run();
    long before = ProcessGauges.pool("direct");
    allocateAndForget();
    FullCollection.run();
    assertThat(ProcessGauges.pool("direct")).isLessThan(before + BYTES / 2);
  }

  @Test
  void shouldCountBuffersThatAreKept() throws InterruptedException {
    FullCollection.run();
    long before = ProcessGauges.pool("direct");
    List<ByteBuffer> kept = allocate();
    try {
      FullCollection.run();
      assertThat(ProcessGauges.pool("direct")).isGreaterThan(before + BYTES / 2);
    } finally {
      Reference.reachabilityFence(kept);
    }
  }
}
