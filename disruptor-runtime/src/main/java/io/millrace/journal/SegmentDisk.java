package io.millrace.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What a segment asks of the disk, beside what the queue writes to memory; a seam for tests. */
interface SegmentDisk {
  /** Writes all of a buffer of zeros, behind everything that is real. One thread at a time. */
  void write(ByteBuffer zeros, long position) throws IOException;

  /** Waits until the disk has all that was appended. Also while zeros are written. */
  void force() throws IOException;
}
