package io.millrace.perf.durability;

import io.millrace.batch.RecordBatch;
import io.millrace.perf.pipeline.ScratchDirectory;
import io.millrace.perf.scenario.Workload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/**
 * The journal that one writes by hand: each batch's columns as they are, in one write to a file. No
 * query, no ring, no checksum; one thread.
 */
final class PlainJournal {
  private final Workload workload;
  private final ByteBuffer bytes;
  private final LongBuffer longs;

  PlainJournal(Workload workload) {
    this.workload = workload;
    int columns = workload.stream().schema().size();
    this.bytes =
        ByteBuffer.allocateDirect(columns * workload.batchRows() * Long.BYTES)
            .order(ByteOrder.nativeOrder());
    this.longs = bytes.asLongBuffer();
  }

  /** Nanoseconds of writing all rows. */
  long pass() throws IOException {
    try (ScratchDirectory directory = ScratchDirectory.create()) {
      long start = System.nanoTime();
      try (FileChannel file =
          FileChannel.open(
              directory.path().resolve("journal"),
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.WRITE)) {
        for (RecordBatch batch : workload.batches()) {
          longs.clear();
          for (int i = 0; i < batch.schema().size(); i++) {
            longs.put(batch.column(i).longs(), 0, workload.batchRows());
          }
          bytes.clear();
          while (bytes.hasRemaining()) {
            file.write(bytes);
          }
        }
      }
      return System.nanoTime() - start;
    }
  }
}
