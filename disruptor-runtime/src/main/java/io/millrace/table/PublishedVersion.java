package io.millrace.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A state of the table that readers can take. {@code holds} is how many hold it, or {@link
 * #WRITING} while the writer changes it in place; whoever moves it from 0 has the right to what it
 * shows. The other fields are written before it becomes visible or under {@code WRITING} only.
 */
final class PublishedVersion {
  private static final int WRITING = -1;
  private static final VarHandle HOLDS;

  static {
    try {
      HOLDS = MethodHandles.lookup().findVarHandle(PublishedVersion.class, "holds", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Node root;
  private long rows;
  private long sequence;

  @SuppressWarnings("unused") // By its handle only.
  private volatile int holds = WRITING;

  Node root() {
    return root;
  }

  long rows() {
    return rows;
  }

  long sequence() {
    return sequence;
  }

  /** Takes it for a reader; false if it is being written. */
  boolean tryHold() {
    int held = (int) HOLDS.getVolatile(this);
    while (held != WRITING) {
      if (HOLDS.compareAndSet(this, held, held + 1)) {
        return true;
      }
      held = (int) HOLDS.getVolatile(this);
    }
    return false;
  }

  /** Gives it back. */
  void release() {
    HOLDS.getAndAdd(this, -1);
  }

  /** Takes it for the writer; false if a reader holds it. */
  boolean tryWrite() {
    return HOLDS.compareAndSet(this, 0, WRITING);
  }

  /**
   * Ends writing.
   *
   * @param held whether it counts as held, so that the writer leaves it alone from now on
   */
  void show(Node newRoot, long newRows, long newSequence, boolean held) {
    root = newRoot;
    rows = newRows;
    sequence = newSequence;
    HOLDS.setVolatile(this, held ? 1 : 0);
  }
}
