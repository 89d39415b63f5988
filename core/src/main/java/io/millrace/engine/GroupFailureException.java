package io.millrace.engine;

/** A group whose result cannot be computed once it is emitted; the engine can only be closed. */
public final class GroupFailureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String group;

  /**
   * A failure of one group.
   *
   * @param group its keys and the start of its window
   * @param cause what went wrong
   */
  public GroupFailureException(String group, RuntimeException cause) {
    super("group=(" + group + "); " + cause.getMessage(), cause);
    this.group = group;
  }

  /** The group's keys and the start of its window. */
  public String group() {
    return group;
  }
}
