package io.millrace.journal;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A segment of a journal.
 *
 * @param path of its directory
 * @param firstSequence as its name says
 * @param lastSequence of the last record that is whole; one less than the first if there is none
 * @param bytes up to the end of that record in the queue's file
 */
public record JournalSegment(Path path, long firstSequence, long lastSequence, long bytes) {
  /** Reads a segment, to find out where its whole records end. */
  static JournalSegment read(Path path, long firstSequence) throws IOException {
    RecordBuffer record = new RecordBuffer();
    try (SegmentReader reader = new SegmentReader(path, null, firstSequence, Long.MAX_VALUE)) {
      while (reader.next(record)) {
        // Only to the end.
      }
      return new JournalSegment(path, firstSequence, reader.nextSequence() - 1, reader.position());
    }
  }
}
