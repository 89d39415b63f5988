package io.millrace.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Delivery;
import io.millrace.Query;
import io.millrace.batch.RecordBatch;
import io.millrace.durability.DurableRun.Output;
import io.millrace.output.DurableSubscriber;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A query that is paused while a checkpoint is on its way: at its barrier it was not. */
@Tag("chronicle")
class PauseTest {
  private static final String ALL_TOTALS =
      RecoveryTest.TOTALS.replace("GROUP", "WHERE amount >= 0 GROUP");

  @TempDir private Path directory;

  /** Lets a checkpoint wait at this query. */
  private static final class Held implements DurableSubscriber {
    private final Output output = new Output();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    public void onRows(RecordBatch batch, int partition, long sequence) {
      output.onRows(batch, partition, sequence);
    }

    @Override
    public void onBegin() {
      output.onBegin();
    }

    @Override
    public void onRestore(long sequence, DataInput state) throws IOException {
      output.onRestore(sequence, state);
    }

    @Override
    public void onCheckpoint(long sequence, DataOutput state) throws IOException {
      reached.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      output.onCheckpoint(sequence, state);
    }
  }

  private static DurableRun run(Path durable, String sql, DurableSubscriber subscriber) {
    DurableRun run = new DurableRun(DurableRun.config(durable));
    run.engine().durable().subscribe("totals", sql, Delivery.ORDERED, subscriber);
    return run;
  }

  @Test
  void shouldSeeWhatCameBetweenTheBarrierAndThePause() throws Exception {
    Path killed = directory.resolve("killed");
    Held held = new Held();
    try (DurableRun run = run(directory.resolve("durable"), RecoveryTest.TOTALS, held)) {
      run.recover();
      run.publish(0, 100).flush();
      CompletableFuture<Void> checkpoint =
          CompletableFuture.runAsync(() -> run.engine().durable().checkpoint());
      held.reached.await();
      run.publish(100, 120);
      run.orders().flush();
      Query totals = run.engine().durable().find("totals").replace(ALL_TOTALS).query();
      run.publish(120, 150);
      run.orders().flush();
      totals.pause();
      run.publish(150, 200);
      run.orders().flush();
      held.released.countDown();
      checkpoint.join();
      run.engine().drain();
      DurableRun.killedNow(directory.resolve("durable"), killed);
    }
    assertThat(held.output.copy()).hasSize(150);
    Output again = new Output();
    try (DurableRun run = run(killed, ALL_TOTALS, again)) {
      assertThat(run.recover().checkpoint()).isEqualTo(1);
      assertThat(run.recorded()).isEqualTo(200);
    }
    assertThat(again.copy()).isEqualTo(held.output.copy().subList(100, 150));
  }

  /** Without a journal a pause behind the barrier is lost, and the query says so. */
  @Test
  void shouldNotSayThatItIsPausedWhenItWasNotAtTheBarrier() throws Exception {
    Path killed = directory.resolve("killed");
    Path durable = directory.resolve("durable");
    Held held = new Held();
    try (DurableRun run = withoutJournal(durable, held)) {
      run.recover();
      run.publish(0, 100).flush();
      CompletableFuture<Void> checkpoint =
          CompletableFuture.runAsync(() -> run.engine().durable().checkpoint());
      held.reached.await();
      run.engine().durable().find("totals").pause();
      held.released.countDown();
      checkpoint.join();
      DurableRun.killedNow(durable, killed);
    }
    Output again = new Output();
    try (DurableRun run = withoutJournal(killed, again)) {
      run.recover();
      assertThat(run.engine().durable().find("totals").paused()).isFalse();
      run.publish(100, 110).flush();
    }
    assertThat(again.copy()).hasSize(10);
  }

  private static DurableRun withoutJournal(Path durable, DurableSubscriber subscriber) {
    Durability durability = Durability.in(durable).withJournal(JournalMode.NONE);
    DurableRun run = new DurableRun(DurableRun.config(durable).withDurability(durability));
    run.engine().durable().subscribe("totals", RecoveryTest.TOTALS, Delivery.ORDERED, subscriber);
    return run;
  }
}
