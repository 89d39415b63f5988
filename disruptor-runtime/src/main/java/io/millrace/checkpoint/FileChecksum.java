package io.millrace.checkpoint;

import io.millrace.storage.Storage;
import io.millrace.storage.StorageReader;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Reads whole files to compare them with what a manifest says. One thread. */
final class FileChecksum {
  private static final int STEP_BYTES = 256 << 10;

  private final byte[] bytes = new byte[STEP_BYTES];
  private final CRC32C checksum = new CRC32C();

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
      int length = (int) Math.min(bytes.length, file.length() - done);
      int read = file.read(ByteBuffer.wrap(bytes, 0, length), done);
      if (read != length) {
        throw CheckpointException.damaged(where, done, "bytes", length, read);
      }
      checksum.update(bytes, 0, length);
      done += length;
    }
    return (int) checksum.getValue();
  }
}
