package io.millrace.journal;

import io.millrace.batch.RecordBatch;
import io.millrace.type.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * Reads a ring's journal in order from a sequence on, up to the first record that is not as it was
 * written. What a later segment has too, a process before it had written and recovery has not read,
 * so it is left out. Needs no flag of the JVM. One thread; allocates only for growth and for
 * control events.
 */
public final class JournalReader implements AutoCloseable {
  private final NavigableMap<Long, Path> segments;
  private final Schema schema;
  private final BatchDecoder decoder;
  private final RecordBuffer record = new RecordBuffer();
  private final List<JournalDamage> passedOver = new ArrayList<>();
  private final long from;
  private SegmentReader segment;
  private Map.Entry<Long, Path> entry;
  private long next;
  private JournalDamage damage;
  private boolean ended;

  /**
   * Opens a journal.
   *
   * @param directory of the ring's journal; it need not be there
   * @throws JournalException if it cannot be read, or has other columns
   */
  public JournalReader(Path directory, Schema schema, long fromSequence) {
    this.segments = SegmentPath.list(directory);
    this.schema = schema;
    this.decoder = new BatchDecoder(schema);
    this.from = fromSequence;
    this.next = fromSequence;
    this.entry = segments.floorEntry(fromSequence);
    if (entry == null) {
      entry = segments.firstEntry();
      ended = entry == null;
      if (!ended) {
        damage = missing("no segment", entry.getKey() - 1);
      }
    }
  }

  /**
   * Goes on to the next record.
   *
   * @return false at the end, or if what follows cannot be read: then {@link #damage} says why
   * @throws JournalException if the disk fails, or the journal has other columns
   */
  public boolean next(JournalEntry into) {
    try {
      while (!ended && damage == null) {
        if (segment == null) {
          open();
        }
        if (segment.next(record)) {
          next = segment.nextSequence();
          if (next > from) {
            RecordHeader.get(record, into);
            return true;
          }
        } else {
          endSegment();
        }
      }
      return false;
    } catch (IOException e) {
      throw new JournalException("journal cannot be read: segment=" + entry.getValue(), e);
    }
  }

  private void open() throws IOException {
    Long limit = segments.higherKey(entry.getKey());
    segment =
        new SegmentReader(
            entry.getValue(), schema, entry.getKey(), limit == null ? Long.MAX_VALUE : limit);
  }

  private void endSegment() throws IOException {
    Map.Entry<Long, Path> later = segments.higherEntry(entry.getKey());
    long expected = segment.nextSequence();
    try (SegmentReader done = segment) {
      segment = null;
      if (later == null) {
        ended = true;
        next = Math.max(expected, from);
        damage = done.damage(JournalDamage.Kind.TAIL, -1);
      } else if (later.getKey() == expected) {
        JournalDamage passed = done.damage(JournalDamage.Kind.PASSED_OVER, -1);
        if (passed != null) {
          passedOver.add(passed);
        }
      } else {
        damage = done.damage(JournalDamage.Kind.MISSING, later.getKey() - 1);
        if (damage == null) {
          next = expected;
          damage = missing("segment ends too early", later.getKey() - 1);
        }
      }
    }
    entry = later == null ? entry : later;
  }

  private JournalDamage missing(String what, long through) {
    return new JournalDamage(
        JournalDamage.Kind.MISSING, entry.getValue(), 0, next, what, 0, 0, through);
  }

  /** Whether the record is that of a control event, not of a batch. */
  public boolean isControl() {
    return RecordHeader.kind(record) == RecordDescriptor.CONTROL;
  }

  /** Rows in the record's batch. */
  public int rowCount() {
    return isControl() ? 0 : BatchDecoder.rowCount(record);
  }

  /** Makes the record's rows the only ones of a batch, which must have room for them. */
  public void batch(RecordBatch into) {
    batch(into, 0, rowCount());
  }

  /**
   * Makes some of the record's rows the only ones of a batch.
   *
   * @throws JournalException if there are no such rows, or the batch has no room for them
   */
  public void batch(RecordBatch into, int fromRow, int count) {
    if (isControl() || count > into.capacity()) {
      throw new JournalException(
          "rows cannot be read: control="
              + isControl()
              + ", count="
              + count
              + ", capacity="
              + into.capacity()
              + "; read a batch in ranges that fit");
    }
    try {
      decoder.decode(record, into, fromRow, count);
    } catch (IndexOutOfBoundsException e) {
      throw unreadable(e);
    }
  }

  /** The bytes of the record's control event. Allocates. */
  public byte[] control() {
    try {
      record.at(RecordDescriptor.PAYLOAD);
      int length = record.getInt();
      int at = record.skip(length);
      byte[] control = new byte[length];
      record.getBytes(at, control, 0, length);
      return control;
    } catch (IndexOutOfBoundsException e) {
      throw unreadable(e);
    }
  }

  private JournalException unreadable(IndexOutOfBoundsException cause) {
    return new JournalException(
        "record cannot be read although its checksum holds: segment="
            + entry.getValue()
            + ", sequence="
            + (next - 1),
        cause);
  }

  /** The sequence behind the last that was read, or the one to begin with if there was none. */
  public long nextSequence() {
    return next;
  }

  /** Why reading ended before the last byte that was written; empty while it has not. */
  public Optional<JournalDamage> damage() {
    return Optional.ofNullable(damage);
  }

  /** Damaged ends of segments that a later one begins behind, so that nothing is missing. */
  public List<JournalDamage> passedOver() {
    return List.copyOf(passedOver);
  }

  @Override
  public void close() {
    try {
      ended = true;
      if (segment != null) {
        segment.close();
        segment = null;
      }
    } catch (IOException e) {
      throw new JournalException("journal cannot be closed: segment=" + entry.getValue(), e);
    }
  }
}
