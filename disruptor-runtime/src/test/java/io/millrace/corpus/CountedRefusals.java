package io.millrace.corpus;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.RefusalSink;

/** Counts rows and groups that engines refuse. */
record CountedRefusals(Outcome outcome) implements RefusalSink {
  @Override
  public void accept(RecordBatch batch, int row, String reason) {
    outcome.addDeadLetter();
  }

  @Override
  public void acceptGroup(String group, RuntimeException cause) {
    outcome.addFailure("group=(" + group + "); " + cause.getMessage());
  }
}
