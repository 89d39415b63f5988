package io.millrace.checkpoint;

import io.millrace.storage.Storage;
import io.millrace.storage.StorageReader;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Reads whole files to compare them with what a manifest says. One thread. */
final class FileChecksum {
  private static final int MOST_STEP_BYTES = 256 << 10;

  /**
   * Steps begin at a page of the file. Where the buffer begins some bytes behind a page, as those
   * of malloc do, an EPYC copies at a quarter of the speed; CheckpointFileBenchmark.
   */
  private static final int PAGE_BYTES = 4096;

  private final ByteBuffer step;
  private final CRC32C checksum = new CRC32C();

  /** For files of a length, or shorter ones. */
  FileChecksum(long longestBytes) {
    int stepBytes = (int) Math.min(MOST_STEP_BYTES, longestBytes);
    int pages = (stepBytes + PAGE_BYTES - 1) / PAGE_BYTES;
    step = ByteBuffer.allocateDirect((pages + 1) * PAGE_BYTES).alignedSlice(PAGE_BYTES);
  }

  void check(Storage storage, String name, CheckpointFile expected) {
    String where = storage.where(name);
    try (StorageReader file = storage.open(name)) {
      if (file.length() != expected.bytes()) {
        throw CheckpointException.damaged(
            where,
            Math.min(file.length(), expected.bytes()),
            "length",
            expected.bytes(),
            file.length());
      }
      int found = of(file, where);
      if (found != expected.checksum()) {
        throw CheckpointException.checksum(where, 0, expected.checksum(), found);
      }
    }
  }

  private int of(StorageReader file, String where) {
    checksum.reset();
    for (long done = 0; done < file.length(); ) {
      int length = (int) Math.min(step.capacity(), file.length() - done);
      int read = file.read(step.position(0).limit(length), done);
      if (read != length) {
        throw CheckpointException.damaged(where, done, "bytes", length, read);
      }
      checksum.update(step.flip());
      done += length;
    }
    return (int) checksum.getValue();
  }
}
