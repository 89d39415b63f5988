package io.millrace.journal;

import io.millrace.batch.RecordBatch;
import io.millrace.type.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Writes one segment of a ring's journal: a record for each sequence, which is there from the
 * moment it was appended, even if the process is killed then; when the machine stops, what was
 * there at the last {@link #force} is. One thread at a time; allocates nothing once its buffers are
 * large enough. Has a thread of its own that makes room in the file ahead.
 */
public final class JournalWriter implements AutoCloseable {
  private final Path segment;
  private final BatchEncoder encoder;
  private final RecordBuffer record = new RecordBuffer();
  private final SegmentOutput output;
  private long next;
  private boolean closed;
  private boolean unstored;

  /**
   * Begins a segment.
   *
   * @param directory of the ring's journal; is made if it is not there
   * @param firstSequence of the first record; all sequences from there on must follow
   * @throws JournalException if there are records of such a segment, nothing can be written there,
   *     or Chronicle cannot run here
   */
  public JournalWriter(Path directory, Schema schema, long firstSequence) {
    this(directory, schema, firstSequence, file -> file);
  }

  /** With a seam between the segment and its file. */
  JournalWriter(
      Path directory, Schema schema, long firstSequence, UnaryOperator<SegmentDisk> seam) {
    QueueParts.check();
    this.segment = SegmentPath.of(directory, firstSequence);
    this.encoder = new BatchEncoder(schema);
    this.next = firstSequence;
    try {
      Files.createDirectories(directory);
      int length = SegmentHeader.put(record, schema, firstSequence);
      this.output = SegmentOutput.create(segment, record, length, seam);
    } catch (JournalException e) {
      throw e;
    } catch (IOException | RuntimeException | InternalError e) {
      throw new JournalException(
          "journal segment cannot be begun: segment="
              + segment
              + ", cause="
              + e
              + "; see that there is room and that the directory may be written",
          e);
    }
  }

  /**
   * Appends the record of a sequence that carries a batch.
   *
   * @throws JournalException if it is not the next sequence, too large, or there is no room;
   *     nothing has changed then, and the call can be made again
   */
  public void append(JournalEntry entry, RecordBatch batch) {
    checkNext(entry);
    reset(encoder.mostBytes(batch));
    RecordHeader.put(record, entry, RecordDescriptor.BATCH);
    encoder.encode(batch, record);
    append();
  }

  /**
   * Appends the record of a sequence that carries a control event.
   *
   * @throws JournalException if it is not the next sequence, too large, or there is no room;
   *     nothing has changed then, and the call can be made again
   */
  public void append(JournalEntry entry, byte[] control, int length) {
    checkNext(entry);
    reset(16L + length);
    RecordHeader.put(record, entry, RecordDescriptor.CONTROL);
    record.putInt(length);
    record.putBytes(control, 0, length);
    append();
  }

  private void checkStored() {
    if (unstored) {
      throw new JournalException(
          "journal was not stored when it should have been: segment="
              + segment
              + "; see to the disk, and go on from a checkpoint in a new segment");
    }
  }

  private void checkNext(JournalEntry entry) {
    checkStored();
    if (entry.sequence() != next || closed) {
      throw new JournalException(
          "not the next sequence: sequence="
              + entry.sequence()
              + ", next="
              + next
              + ", closed="
              + closed
              + ", segment="
              + segment);
    }
  }

  private void reset(long payloadBytes) {
    long most = RecordDescriptor.PAYLOAD + payloadBytes;
    checkLength(most / 2);
    record.reset(most);
  }

  private void checkLength(long bytes) {
    if (bytes > RecordDescriptor.MOST_BYTES) {
      throw new JournalException(
          "batch is too large for the journal: bytes="
              + bytes
              + ", most="
              + RecordDescriptor.MOST_BYTES
              + ", sequence="
              + next
              + "; use smaller batches or shorter texts");
    }
  }

  private void append() {
    int length = record.seal();
    checkLength(length);
    try {
      output.append(record, length);
    } catch (IOException e) {
      throw new JournalException(
          "journal cannot be written: segment="
              + segment
              + ", sequence="
              + next
              + ", bytes="
              + length
              + ", cause="
              + e.getMessage()
              + "; make room on the disk",
          e);
    }
    next++;
  }

  /**
   * Waits until the disk has every record that was appended.
   *
   * @throws JournalException if it says that it has not; what was appended may be lost then, and a
   *     later force could not tell, so nothing more is appended or stored
   */
  public void force() {
    checkStored();
    try {
      output.force();
    } catch (IOException e) {
      unstored = true;
      throw new JournalException(
          "journal cannot be stored: segment=" + segment + ", cause=" + e.getMessage(), e);
    }
  }

  /** Bytes that the segment takes by now. */
  public long bytes() {
    return output.end();
  }

  /** Ends the segment and gives back what was made ready behind its end; forces nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        output.close();
      } catch (IOException e) {
        throw new JournalException("journal segment cannot be ended: segment=" + segment, e);
      }
    }
  }
}
