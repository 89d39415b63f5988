package io.millrace.stepping;

/** What stands for the monitor of an object: who has it, and who was told to look. */
final class SteppedMonitor {
  private SteppedThread owner;
  private int depth;
  private long told;

  void enter(SteppedThread me) {
    if (owner == me) {
      depth++;
      return;
    }
    me.scheduler.step(me);
    if (me.dying) {
      return;
    }
    me.scheduler.await(me, () -> owner == null || owner.dying);
    owner = me;
    depth = 1;
  }

  void exit(SteppedThread me) {
    if (owner == me && --depth == 0) {
      owner = null;
      me.scheduler.changed(me);
      me.scheduler.step(me);
    }
  }

  void await(SteppedThread me) {
    int before = depth;
    long seen = told;
    owner = null;
    me.scheduler.changed(me);
    me.scheduler.await(me, () -> told != seen && owner == null);
    owner = me;
    depth = before;
  }

  void tell(SteppedThread me) {
    told++;
    me.scheduler.changed(me);
  }
}
