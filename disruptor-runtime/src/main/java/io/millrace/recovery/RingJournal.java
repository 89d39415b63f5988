package io.millrace.recovery;

import io.millrace.batch.RecordBatch;
import io.millrace.journal.JournalEntry;
import io.millrace.journal.JournalWriter;
import io.millrace.ring.Origin;
import io.millrace.ring.SequenceRecorder;
import io.millrace.type.Schema;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** The journal of one ring. A segment begins with the first sequence that is kept in it. */
final class RingJournal implements SequenceRecorder {
  private static final int CONTROL_ROUTE = -1;

  private final Path directory;
  private final Schema schema;
  private final AtomicLong bytesWritten;
  private final JournalEntry entry = new JournalEntry();
  private JournalWriter segment;
  private long counted;

  /** Counts the bytes that it writes there, too. */
  RingJournal(Path directory, Schema schema, AtomicLong bytesWritten) {
    this.directory = directory;
    this.schema = schema;
    this.bytesWritten = bytesWritten;
  }

  private JournalWriter segment(long sequence) {
    if (segment == null) {
      segment = new JournalWriter(directory, schema, sequence);
      counted = 0;
    }
    return segment;
  }

  @Override
  public void record(long sequence, int route, long watermarkNs, Origin origin, RecordBatch batch) {
    segment(sequence).append(entry(sequence, route, watermarkNs, origin), batch);
    count();
  }

  @Override
  public void record(long sequence, long watermarkNs, Origin origin, byte[] control) {
    segment(sequence)
        .append(entry(sequence, CONTROL_ROUTE, watermarkNs, origin), control, control.length);
    count();
  }

  private JournalEntry entry(long sequence, int route, long watermarkNs, Origin origin) {
    return entry
        .set(sequence, route, watermarkNs)
        .event(origin.event())
        .source(origin.source(), origin.rows())
        .mark(origin.mark(), origin.markRows());
  }

  private void count() {
    long bytes = segment.bytes();
    bytesWritten.lazySet(bytesWritten.get() + bytes - counted);
    counted = bytes;
  }

  @Override
  public void force() {
    if (segment != null) {
      segment.force();
    }
  }

  @Override
  public void roll(long firstSequence) {
    close();
  }

  @Override
  public void close() {
    if (segment != null) {
      segment.close();
      segment = null;
    }
  }
}
