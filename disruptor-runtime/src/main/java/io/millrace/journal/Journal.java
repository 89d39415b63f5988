package io.millrace.journal;

import io.millrace.type.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * The journal of one ring: a directory with a Chronicle queue for each segment. Segments are begun
 * in order; the last one may be being written meanwhile. Any thread, one at a time.
 */
public final class Journal {
  private final Path directory;
  private final Schema schema;

  /** The journal in a directory, which need not be there. */
  public Journal(Path directory, Schema schema) {
    this.directory = directory;
    this.schema = schema;
  }

  /**
   * Begins a segment behind the others.
   *
   * @throws JournalException if it cannot be, see {@link JournalWriter}
   */
  public JournalWriter begin(long firstSequence) {
    return new JournalWriter(directory, schema, firstSequence);
  }

  /**
   * Opens the journal for reading.
   *
   * @throws JournalException if it cannot be, see {@link JournalReader}
   */
  public JournalReader read(long fromSequence) {
    return new JournalReader(directory, schema, fromSequence);
  }

  /**
   * All segments in order. Reads them whole.
   *
   * @throws JournalException if the disk fails
   */
  public List<JournalSegment> segments() {
    List<JournalSegment> segments = new ArrayList<>();
    for (Map.Entry<Long, Path> each : SegmentPath.list(directory).entrySet()) {
      try {
        segments.add(JournalSegment.read(each.getValue(), each.getKey()));
      } catch (IOException e) {
        throw new JournalException("journal cannot be read: segment=" + each.getValue(), e);
      }
    }
    return segments;
  }

  /**
   * Removes segments all of whose sequences are below one: those behind which another segment
   * begins there or before. The last one stays.
   *
   * @return how many were removed
   * @throws JournalException if one cannot be removed; it is seen no more, or whole
   */
  public int retire(long belowSequence) {
    NavigableMap<Long, Path> segments = SegmentPath.list(directory);
    Long needed = segments.floorKey(belowSequence);
    if (needed == null) {
      return 0;
    }
    NavigableMap<Long, Path> old = segments.headMap(needed, false);
    try {
      for (Path segment : old.values()) {
        SegmentPath.remove(segment);
      }
      SegmentPath.sweep(directory);
    } catch (IOException e) {
      throw new JournalException("journal segments cannot be removed: directory=" + directory, e);
    }
    return old.size();
  }
}
