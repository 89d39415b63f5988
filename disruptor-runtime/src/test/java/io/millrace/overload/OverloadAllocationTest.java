package io.millrace.overload;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.OverloadPolicy;
import io.millrace.publish.RowWriter;
import io.millrace.publish.StreamPublisher;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A publisher in front of full rings allocates nothing, and text takes no more and more room. */
class OverloadAllocationTest {
  private static final int ROWS = 200_000;
  private static final int MOST_ROUNDS = 5;
  private static final long TOLERATED_BYTES = 16_384;
  private static final byte[] TEXT = new byte[64];
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static void publish(StreamPublisher ticks, int rows) {
    RowWriter row = ticks.row();
    for (int i = 0; i < rows; i++) {
      row.setLong(0, i % 50).setVarchar(1, TEXT, 0, i % TEXT.length).end();
    }
  }

  private static long allocatedBytes() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  @ParameterizedTest
  @EnumSource(value = OverloadPolicy.class, names = "BLOCK", mode = EnumSource.Mode.EXCLUDE)
  void shouldAllocateNothingWhileRingsAreFull(OverloadPolicy policy) {
    Gate gate = new Gate(0);
    try (Millrace engine =
            Millrace.start(MillraceConfig.defaults().withBatchRows(100).withRingSlots(4));
        gate) {
      engine.execute(
          "CREATE STREAM ticks (id BIGINT, text VARCHAR) WITH ('overload' = '"
              + policy.word()
              + (policy == OverloadPolicy.CONFLATE ? "', 'overload.key' = 'id')" : "')"));
      engine.subscribe("SELECT id FROM ticks", Delivery.PARTITION, gate);
      engine.drain();
      StreamPublisher ticks = engine.publisher("ticks");
      publish(ticks, ROWS);
      long least = Long.MAX_VALUE;
      for (int round = 0; round < MOST_ROUNDS && least >= TOLERATED_BYTES; round++) {
        long before = allocatedBytes();
        publish(ticks, ROWS);
        least = Math.min(least, allocatedBytes() - before);
      }
      assertThat(least).as("bytes for %d rows", ROWS).isLessThan(TOLERATED_BYTES);
    }
  }
}
