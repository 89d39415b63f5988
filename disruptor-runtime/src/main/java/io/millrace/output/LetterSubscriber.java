package io.millrace.output;

/**
 * Takes the letters of a query one at a time: late rows, dead letters and failed groups. What
 * throws stops the query, as with any subscriber.
 */
@FunctionalInterface
public interface LetterSubscriber {
  /**
   * Takes a letter, which is valid during the call; a small object is made for each. Called on the
   * thread of the partition that found it, so by several at once if there are several partitions,
   * whatever the delivery of output rows.
   */
  void onLetter(Letter letter);

  /**
   * A subscriber that gives letters to this one and everything else to another; that one's own side
   * methods are not called.
   */
  default Subscriber beside(Subscriber output) {
    return output instanceof SequenceSubscriber sequences
        ? new LetteredOutput.OfSequences(sequences, this)
        : new LetteredOutput(output, this);
  }
}
