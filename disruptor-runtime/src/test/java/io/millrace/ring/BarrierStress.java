package io.millrace.ring;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** Who waits for a checkpoint sees all that a partition wrote at the barrier, once it is told. */
@JCStressTest
@Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "not told yet")
@Outcome(id = "42", expect = Expect.ACCEPTABLE, desc = "told, and the state is there")
@Outcome(expect = Expect.FORBIDDEN, desc = "told before the state was there")
@State
public class BarrierStress {
  private final StressRing ring = new StressRing(false);

  /** The partition's thread. */
  @Actor
  public void partition() {
    ring.workOff();
  }

  /** The thread that takes the checkpoint. */
  @Actor
  public void checkpoint(J_Result result) {
    try {
      result.r1 = ring.handedBack();
    } catch (IndexOutOfBoundsException e) {
      result.r1 = 0;
    }
  }
}
