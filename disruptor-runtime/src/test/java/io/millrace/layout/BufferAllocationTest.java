package io.millrace.layout;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.publish.StreamPublisher;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class BufferAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROWS = 100;
  private static final int CALLS = 4_000;
  private static final int MOST_ROUNDS = 5;

  /** What the JVM itself may allocate in between; far less than a byte a row. */
  private static final long TOLERATED_BYTES = 16_384;

  private static long leastAllocated(StreamPublisher publisher, HeapBuffer rows, BufferLayout of) {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < MOST_ROUNDS && least >= TOLERATED_BYTES; round++) {
      long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
      for (int i = 0; i < CALLS; i++) {
        publisher.publish(rows, 0, ROWS, of);
      }
      long after = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
      least = Math.min(least, after - before);
    }
    return least;
  }

  @Test
  void shouldAllocateNothingWhenRowsOfABufferArePublished() {
    ByteBuffer bytes = ByteBuffer.allocate(ROWS * 20).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < ROWS; i++) {
      bytes.put(i * 20, (byte) ('A' + i % 26)).putLong(i * 20 + 8, i).putInt(i * 20 + 16, i);
    }
    HeapBuffer rows = new HeapBuffer(bytes.array());
    LongAdder delivered = new LongAdder();
    try (Millrace engine = Millrace.start(MillraceConfig.defaults().withPartitions(2))) {
      engine.execute("CREATE STREAM quotes (symbol VARCHAR, bid DECIMAL(12, 2), size INTEGER)");
      engine.subscribe(
          "SELECT symbol, SUM(size) AS size FROM quotes WHERE bid > 0 GROUP BY symbol",
          Delivery.ORDERED,
          (batch, partition, sequence) -> delivered.add(batch.rowCount()));
      StreamPublisher publisher = engine.publisher("quotes");
      BufferLayout layout =
          new BufferLayout(
              publisher.stream().schema(),
              20,
              BufferField.text("symbol", 0, 8, '\0'),
              BufferField.of("bid", 8, BufferType.INT64),
              BufferField.of("size", 16, BufferType.INT32));
      assertThat(leastAllocated(publisher, rows, layout)).isLessThan(TOLERATED_BYTES);
    }
    assertThat(delivered.sum()).isPositive();
  }
}
