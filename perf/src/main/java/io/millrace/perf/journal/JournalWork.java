package io.millrace.perf.journal;

import io.millrace.batch.RecordBatch;
import io.millrace.journal.JournalEntry;
import io.millrace.journal.JournalReader;
import io.millrace.journal.JournalWriter;
import io.millrace.perf.bench.WrongAnswerException;
import io.millrace.type.Schema;
import java.nio.file.Path;

/** Writes and reads a journal. One thread. */
final class JournalWork {
  private final Path path;
  private final Schema schema;
  private final JournalEntry entry = new JournalEntry();

  JournalWork(Path path, Schema schema) {
    this.path = path;
    this.schema = schema;
  }

  long write(RecordBatch[] batches, int count) {
    return force(batches, count, Integer.MAX_VALUE);
  }

  /** Writes, and waits for the disk after each group. */
  long force(RecordBatch[] batches, int count, int group) {
    try (JournalWriter writer = new JournalWriter(path, schema, 0)) {
      for (int i = 0; i < count; i++) {
        writer.append(entry.set(i, 0, i), batches[i % batches.length]);
        if (i % group == group - 1) {
          writer.force();
        }
      }
      return writer.bytes();
    }
  }

  /** Reads all, and counts rows. */
  long read(int count, int rowsEach) throws WrongAnswerException {
    RecordBatch batch = new RecordBatch(schema, rowsEach);
    long rows = 0;
    try (JournalReader reader = new JournalReader(path, schema, 0)) {
      while (reader.next(entry)) {
        reader.batch(batch);
        rows += batch.rowCount();
      }
    }
    if (rows != (long) count * rowsEach) {
      throw new WrongAnswerException("rows=" + rows + ", written=" + count + " x " + rowsEach);
    }
    return 0;
  }
}
