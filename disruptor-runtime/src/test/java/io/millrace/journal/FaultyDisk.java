package io.millrace.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A disk that is full at some place, slow as it writes page by page, or does not store, as it is
 * told.
 */
final class FaultyDisk implements SegmentDisk {
  private static final int PAGE_BYTES = 4096;

  private final SegmentDisk disk;
  volatile long room = Long.MAX_VALUE;
  volatile boolean slow;
  volatile boolean stores = true;

  FaultyDisk(SegmentDisk disk) {
    this.disk = disk;
  }

  @Override
  public void write(ByteBuffer zeros, long position) throws IOException {
    if (position + zeros.remaining() > room) {
      throw new IOException("No space left on device");
    }
    if (!slow) {
      disk.write(zeros, position);
      return;
    }
    int begin = zeros.position();
    int end = zeros.limit();
    for (int at = begin; at < end; at += PAGE_BYTES) {
      disk.write(zeros.limit(Math.min(end, at + PAGE_BYTES)).position(at), position + at - begin);
    }
  }

  @Override
  public void force() throws IOException {
    if (!stores) {
      throw new IOException("Input/output error");
    }
    disk.force();
  }
}
