package io.millrace.durability;

/**
 * What is kept of a durable engine's input, and when, so what a fault can lose. In all modes a
 * checkpoint survives whole or not at all, and what is lost is lost from the end: the state after
 * recovery is that of a prefix of the input, with nothing missing in the middle.
 */
public enum JournalMode {
  /**
   * No journal: after a crash the state is that of the last checkpoint. Sources that can be read
   * again go on from their position at the checkpoint, which {@link SourcePosition} tells, and so
   * lose nothing; input of others since the checkpoint is lost.
   */
  NONE,

  /**
   * Partitions do not wait for the journal. A process that is killed loses what was not yet
   * written, at most a ring of batches, although its output may have been delivered. A machine that
   * fails loses what the system had not yet stored.
   */
  MEMORY,

  /**
   * Partitions see a batch when it is written to a file, in the memory of the system. A process
   * that is killed at any instant loses nothing that had any effect. A machine that fails loses
   * what the system had not yet stored, normally the last half minute.
   */
  WRITTEN,

  /**
   * Partitions see a batch when it is on the disk; all that has gathered is forced at once. Neither
   * a process nor a machine that fails loses anything that had any effect.
   */
  FORCED
}
