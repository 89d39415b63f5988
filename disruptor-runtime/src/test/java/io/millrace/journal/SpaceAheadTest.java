package io.millrace.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What is broken here waits for ever, also when it is interrupted. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class SpaceAheadTest {
  private static final int START = 3 * 4096;

  /** Knows how far there are zeros, and refuses those that are not the next ones. */
  private static final class Zeros implements SegmentDisk {
    private final AtomicLong end = new AtomicLong(START);
    private volatile long room = Long.MAX_VALUE;

    @Override
    public void write(ByteBuffer zeros, long position) throws IOException {
      long bytes = zeros.remaining();
      if (position + bytes > room) {
        throw new IOException("full");
      }
      assertThat(zeros).isEqualTo(ByteBuffer.allocate((int) bytes));
      if (!end.compareAndSet(position, position + bytes)) {
        throw new AssertionError("not the next ones: position=" + position + ", end=" + end);
      }
    }

    @Override
    public void force() {}
  }

  @Test
  void shouldBeReadyWhenAnyNumberOfBytesIsAskedForAtAnySpeed() throws IOException {
    long seed = new Random().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    Zeros zeros = new Zeros();
    try (SpaceAhead space = new SpaceAhead(START, zeros)) {
      long end = START;
      for (int i = 0; i < 300; i++) {
        end += random.nextInt(1 << random.nextInt(1, 23));
        if (random.nextInt(20) == 0) {
          LockSupport.parkNanos(20_000_000);
        }
        space.reserve(end);
        assertThat(zeros.end.get())
            .as("seed=%d", seed)
            .isGreaterThanOrEqualTo(end + SpaceAhead.MARGIN_BYTES);
      }
    }
  }

  @Test
  void shouldFindWhatRoomThereIsWhenTheDiskIsAlmostFull() throws IOException {
    Zeros zeros = new Zeros();
    zeros.room = 64 << 20;
    try (SpaceAhead space = new SpaceAhead(START, zeros)) {
      long last = zeros.room - SpaceAhead.MARGIN_BYTES;
      for (long end = START; end < last; end += 100_000) {
        space.reserve(end);
      }
      space.reserve(last);
      assertThatThrownBy(() -> space.reserve(last + 1)).hasMessage("full");
      assertThatThrownBy(() -> space.reserve(last + (1 << 20))).hasMessage("full");
      zeros.room = Long.MAX_VALUE;
      space.reserve(last + (1 << 20));
      assertThat(zeros.end.get()).isGreaterThan(last + (1 << 20));
    }
  }
}
