package io.millrace;

import io.millrace.ring.UnfinishedWork;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Work was not finished in time. Names each thread that was still at work, the query that it worked
 * for and what it was doing; their stacks are the suppressed exceptions.
 */
public final class UnfinishedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<UnfinishedWork> work;

  UnfinishedException(String what, List<UnfinishedWork> work, String remedy) {
    super(
        what
            + ": "
            + work.stream().map(UnfinishedWork::toString).collect(Collectors.joining("; "))
            + "; "
            + remedy);
    this.work = work;
    work.forEach(each -> addSuppressed(each.place()));
  }

  /** What was not finished. */
  public List<UnfinishedWork> work() {
    return work;
  }
}
