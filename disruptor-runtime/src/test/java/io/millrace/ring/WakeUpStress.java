package io.millrace.ring;

import com.lmax.disruptor.Sequence;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/**
 * No wake-up is lost: who waits for a sequence, as partitions do for the journal, sleeps for ever
 * otherwise, which the run reports as a timeout.
 */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "woken")
@State
public class WakeUpStress {
  private final Sequence kept = new Sequence(0);
  private final WakeUp keeping = new WakeUp();

  /** Who waits. */
  @Actor
  public void waiter(J_Result result) {
    long reached = kept.get();
    while (reached < 1) {
      keeping.idle();
      reached = kept.get();
    }
    keeping.reset();
    result.r1 = reached;
  }

  /** Who has something to wait for. */
  @Actor
  public void waker() {
    kept.set(1);
    keeping.wake();
  }
}
