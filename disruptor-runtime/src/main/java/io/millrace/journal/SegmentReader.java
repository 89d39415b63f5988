package io.millrace.journal;

import io.millrace.type.Schema;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads the records of one segment in order, up to the first that is not as it was written. One
 * thread.
 */
final class SegmentReader implements AutoCloseable {
  private final Path segment;
  private final Schema schema;
  private final long firstSequence;
  private final long limit;
  private final QueueFile file;
  private long next;
  private long position;
  private String fault;
  private boolean begun;
  private boolean ended;

  /**
   * Opens a segment.
   *
   * @param schema what its columns must be; null if they may be any
   * @param limit the first sequence that another segment has
   */
  SegmentReader(Path segment, Schema schema, long firstSequence, long limit) throws IOException {
    this.segment = segment;
    this.schema = schema;
    this.firstSequence = firstSequence;
    this.limit = limit;
    this.next = firstSequence;
    Path queueFile = SegmentPath.queueFile(segment);
    this.file = queueFile == null ? null : new QueueFile(queueFile);
  }

  /** The sequence that was to be read next. */
  long nextSequence() {
    return next;
  }

  /** Where the last record ends in the file. */
  long position() {
    return position;
  }

  /** Reads the next record; false at the end, or where it is damaged. */
  boolean next(RecordBuffer into) throws IOException {
    if (file == null || fault != null || ended) {
      return false;
    }
    if (!begun) {
      begun = true;
      if (!read(into)) {
        return false;
      }
      if (!isHeader(into)) {
        fault = "no header of the segment";
        return false;
      }
    }
    if (!read(into)) {
      return false;
    }
    if (next >= limit) {
      ended = true;
      return false;
    }
    int kind = RecordHeader.kind(into);
    long sequence = RecordHeader.sequence(into);
    if (sequence != next || (kind != RecordDescriptor.BATCH && kind != RecordDescriptor.CONTROL)) {
      fault = "another record: sequence=" + sequence + ", kind=" + kind;
      return false;
    }
    next++;
    return true;
  }

  private boolean isHeader(RecordBuffer record) {
    try {
      return SegmentHeader.check(record, schema, firstSequence, segment);
    } catch (IndexOutOfBoundsException e) {
      return false;
    }
  }

  private boolean read(RecordBuffer into) throws IOException {
    position = file.position();
    boolean read = file.next(into);
    if (!read) {
      ended = true;
      position = file.position();
      fault = file.fault();
    }
    return read;
  }

  /** What is wrong where reading ended; null if nothing is, or a later segment goes on. */
  JournalDamage damage(JournalDamage.Kind kind, long missingThrough) throws IOException {
    if (fault == null) {
      return null;
    }
    return new JournalDamage(
        kind,
        segment,
        position,
        next,
        fault,
        file.bytesBehind(position),
        file.recordsBehind(position),
        missingThrough);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
