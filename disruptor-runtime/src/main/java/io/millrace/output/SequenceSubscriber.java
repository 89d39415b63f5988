package io.millrace.output;

/**
 * A subscriber for ordered delivery that is also told when a sequence is complete: one sequence can
 * come in several calls of {@link #onRows} and from several partitions.
 */
public interface SequenceSubscriber extends Subscriber {
  /**
   * Says that all output of all sequences up to this one was handed over. Called on the delivering
   * thread, with numbers that only go up, whether or not there was output; what throws stops the
   * query.
   */
  void onSequence(long sequence);
}
