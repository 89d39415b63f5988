package io.millrace.ring;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.dsl.ProducerType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@SuppressWarnings("ThreadPriorityCheck") // Waits for threads that need a processor.
class SpinThenParkWaitStrategyTest {
  private static final int HANDLERS = 2;
  private static final int EVENTS = 2_000;

  private final RingBuffer<long[]> ring =
      RingBuffer.create(ProducerType.SINGLE, () -> new long[1], 64, new SpinThenParkWaitStrategy());
  private final List<BatchEventProcessor<long[]>> processors = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private void start(AtomicLong[] sums) {
    for (AtomicLong sum : sums) {
      BatchEventProcessor<long[]> processor =
          new BatchEventProcessorBuilder()
              .build(ring, ring.newBarrier(), (event, at, end) -> sum.addAndGet(event[0]));
      processors.add(processor);
      ring.addGatingSequences(processor.getSequence());
      Thread thread = new Thread(processor, "spin-then-park");
      thread.start();
      threads.add(thread);
    }
  }

  private void publish(long value) {
    long sequence = ring.next();
    ring.get(sequence)[0] = value;
    ring.publish(sequence);
  }

  private boolean isHandled() {
    return processors.stream().allMatch(p -> p.getSequence().get() == ring.getCursor());
  }

  @Test
  @Timeout(60)
  void shouldWakeEveryHandlerWhenPausesLetSomeSleep() throws InterruptedException {
    AtomicLong[] sums = {new AtomicLong(), new AtomicLong()};
    start(sums);
    SplittableRandom random = new SplittableRandom(17);
    long expected = 0;
    for (int i = 0; i < EVENTS; i++) {
      publish(i);
      expected += i;
      while (!isHandled()) {
        Thread.yield();
      }
      for (int pause = random.nextInt(4000); pause > 0; pause--) {
        Thread.onSpinWait();
      }
    }
    stop();
    assertThat(sums).hasSize(HANDLERS);
    for (AtomicLong sum : sums) {
      assertThat(sum).hasValue(expected);
    }
  }

  @Test
  @Timeout(60)
  void shouldEndWhenHaltedInItsSleep() throws InterruptedException {
    start(new AtomicLong[] {new AtomicLong()});
    while (threads.get(0).getState() != Thread.State.WAITING) {
      Thread.yield();
    }
    stop();
    assertThat(threads).noneMatch(Thread::isAlive);
  }

  private void stop() throws InterruptedException {
    processors.forEach(BatchEventProcessor::halt);
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
