package io.millrace.output;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A subscriber that puts each row out exactly once, though the process may be killed: at each
 * checkpoint it says how far its output has come, and after a restart it goes back there, before
 * the output behind the checkpoint comes once more. For ordered delivery, in a durable engine.
 *
 * <p>If it throws, its query stops, and no checkpoint is taken until the query is cancelled: behind
 * a restart the output since the last checkpoint comes once more, so nothing is missing.
 *
 * <p>A subscriber whose output goes where the last sequence can be stored with it, in one
 * transaction, needs none of this: it passes over what it has, see {@link SkippingSubscriber}.
 */
public interface DurableSubscriber extends SequenceSubscriber {
  /**
   * Makes its output of all sequences up to this one outlive the process and writes what it needs
   * to come back here. On the delivering thread, behind {@link #onSequence} of that sequence. What
   * it throws makes the checkpoint fail, and nothing else.
   */
  void onCheckpoint(long sequence, DataOutput state) throws IOException;

  /**
   * Begins as new: output of an earlier process, if there is any, is taken back, as all of it comes
   * once more. Before any row, in the place of {@link #onRestore}, where no checkpoint knows the
   * subscriber.
   */
  void onBegin();

  /**
   * Goes back to where it was at a checkpoint: output behind it is taken back, as it comes once
   * more. Before any row, on the recovering thread.
   */
  void onRestore(long sequence, DataInput state) throws IOException;

  @Override
  default void onSequence(long sequence) {}
}
