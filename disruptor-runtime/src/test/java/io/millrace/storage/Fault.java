package io.millrace.storage;

/** What happens at a write point of a {@link FaultyStorage}. */
public enum Fault {
  /** The call fails and has done nothing; bytes that could not be forced never will be. */
  FAILED,
  /** An append writes half of its bytes and fails; any other call does its work, then fails. */
  HALF_DONE,
  /** The disk is full from here on, also for later calls; an append writes half of its bytes. */
  FULL_DISK,
  /** An append stores one bit wrongly and nobody is told; any other call does its work. */
  FLIPPED_BIT,
  /** The power is cut before the call. */
  CUT_BEFORE,
  /** The power is cut within an append, half of which is done, or right after any other call. */
  CUT_WITHIN;

  /** Whether the process does not live on. */
  public boolean isCut() {
    return this == CUT_BEFORE || this == CUT_WITHIN;
  }
}
