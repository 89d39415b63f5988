package io.millrace.ring;

import io.millrace.batch.RecordBatch;

/**
 * Keeps what a ring carries, sequence by sequence, so that it can be replayed: the journal. All
 * calls come from one thread. What throws stops the ring: nothing behind it is worked off.
 */
public interface SequenceRecorder extends AutoCloseable {
  /**
   * Keeps a batch.
   *
   * @param route a partition, or {@link BatchRing#BY_KEY}
   */
  void record(long sequence, int route, long watermarkNs, Origin origin, RecordBatch batch);

  /** Keeps a control event, as {@link ControlCodec} writes it. */
  void record(long sequence, long watermarkNs, Origin origin, byte[] control);

  /** Returns when everything kept so far is on the disk. */
  void force();

  /** Goes on in a new segment, which begins with this sequence. */
  void roll(long firstSequence);

  /** Closes files; what was kept stays. */
  @Override
  void close();
}
