package io.millrace.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * A new segment that records are appended to: its queue, the room ahead in the file, and how the
 * disk is told to store it. One thread.
 */
final class SegmentOutput implements AutoCloseable {
  private static final int HEADER_BYTES = 4;

  private final SegmentQueue queue;
  private final SegmentFile file;
  private final SegmentDisk disk;
  private final SpaceAhead space;
  private long end;

  private SegmentOutput(SegmentQueue queue, SegmentFile file, SegmentDisk disk, long end) {
    this.queue = queue;
    this.file = file;
    this.disk = disk;
    this.space = new SpaceAhead(SpaceAhead.pageEnd(end), disk);
    this.end = end;
  }

  /**
   * Makes a segment whose first record is given.
   *
   * @param seam what stands between the segment and its file
   */
  static SegmentOutput create(
      Path segment, RecordBuffer header, int length, UnaryOperator<SegmentDisk> seam)
      throws IOException {
    SegmentPath.create(segment);
    SegmentQueue queue = null;
    SegmentFile file = null;
    try {
      SegmentFile.checkRoom(segment);
      queue = new SegmentQueue(segment);
      long end = queue.append(header, length);
      file = new SegmentFile(segment, SpaceAhead.pageEnd(end));
      return new SegmentOutput(queue, file, seam.apply(file), end);
    } catch (Throwable e) {
      abandon(segment, queue, file, e);
      throw e;
    }
  }

  private static void abandon(
      Path segment, SegmentQueue queue, SegmentFile file, Throwable because) {
    try (file;
        queue) {
      SegmentPath.remove(segment);
    } catch (IOException | RuntimeException e) {
      because.addSuppressed(e);
    }
  }

  /**
   * Appends a record.
   *
   * @throws IOException if there is no room for it; nothing has changed then
   */
  void append(RecordBuffer record, int length) throws IOException {
    space.reserve(end + HEADER_BYTES + length);
    end = queue.append(record, length);
  }

  /** Where the last record ends in the file. */
  long end() {
    return end;
  }

  void force() throws IOException {
    disk.force();
  }

  /** Ends the segment and gives back what was made ready behind its end. */
  @Override
  public void close() throws IOException {
    space.close();
    queue.close();
    try (file) {
      file.cut(end);
    }
  }
}
