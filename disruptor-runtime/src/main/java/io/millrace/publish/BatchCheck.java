package io.millrace.publish;

import io.millrace.batch.RecordBatch;
import io.millrace.query.StreamDefinition;

/** Refuses batches that do not fit a stream. */
final class BatchCheck {
  private BatchCheck() {}

  static void schema(RecordBatch batch, StreamDefinition stream) {
    if (batch.schema().size() != stream.schema().size()) {
      throw new IllegalArgumentException(
          "batch of another schema: batch="
              + batch.schema()
              + ", stream="
              + stream.schema()
              + "; make batches of the stream's schema");
    }
  }

  static void capacity(RecordBatch batch, int batchRows) {
    if (batch.capacity() != batchRows) {
      throw new IllegalArgumentException(
          "batch of another capacity: capacity="
              + batch.capacity()
              + ", configured="
              + batchRows
              + "; exchange batches of the configured size, or publish a copy");
    }
  }
}
