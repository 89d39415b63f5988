package io.millrace.ring;

import io.millrace.batch.RecordBatch;
import io.millrace.output.QueryFailedException;

/** Where the output of one query on one partition goes. Called on the partition's thread. */
interface TaskOutput {
  /** Takes rows and gives back an empty batch; may wait. */
  RecordBatch take(RecordBatch rows, long sequence);

  /** Takes rows that others take too, and leaves them as they are; may wait. */
  void show(RecordBatch rows, long sequence);

  /** Says that the query has failed at a sequence; may wait. */
  void fail(QueryFailedException failure, long sequence);

  /** Says that nothing follows. */
  void finish(long sequence);
}
