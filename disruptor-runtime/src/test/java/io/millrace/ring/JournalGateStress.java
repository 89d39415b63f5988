package io.millrace.ring;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * A partition sees nothing that the journal has not kept, and all that the journal wrote to keep
 * it; and it is woken: it sleeps for ever otherwise, which the run reports as a timeout.
 */
@JCStressTest
@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "kept before it was seen")
@Outcome(id = "false", expect = Expect.FORBIDDEN, desc = "seen before it was kept")
@State
public class JournalGateStress {
  private final StressRing ring = new StressRing(true);

  /** The journal's thread. */
  @Actor
  public void journal() {
    ring.keep();
  }

  /** The partition's thread. */
  @Actor
  public void partition(Z_Result result) {
    ring.workOff();
    result.r1 = ring.keptAtBarrier();
  }
}
