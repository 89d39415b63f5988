package io.millrace.output;

import io.millrace.batch.RecordBatch;

/** Parts what a query tells: letters go one way, everything else another. */
class LetteredOutput extends LetterViews {
  private final Subscriber output;
  private final LetterSubscriber letters;

  LetteredOutput(Subscriber output, LetterSubscriber letters) {
    this.output = output;
    this.letters = letters;
  }

  /** For output that is also told of sequences. */
  static final class OfSequences extends LetteredOutput implements SequenceSubscriber {
    private final SequenceSubscriber sequences;

    OfSequences(SequenceSubscriber sequences, LetterSubscriber letters) {
      super(sequences, letters);
      this.sequences = sequences;
    }

    @Override
    public void onSequence(long sequence) {
      sequences.onSequence(sequence);
    }
  }

  @Override
  public void onRows(RecordBatch rows, int partition, long sequence) {
    output.onRows(rows, partition, sequence);
  }

  @Override
  final void deliver(Letter letter) {
    letters.onLetter(letter);
  }

  @Override
  public void onError(QueryFailedException failure) {
    output.onError(failure);
  }

  @Override
  public void onComplete() {
    output.onComplete();
  }
}
