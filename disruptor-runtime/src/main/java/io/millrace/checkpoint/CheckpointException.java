package io.millrace.checkpoint;

/**
 * A checkpoint cannot be written or read. For a damaged file the message has the file, the offset
 * in it, and what was expected and found there; a failure of the disk itself is a {@link
 * io.millrace.storage.StorageException}.
 */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CheckpointException(String message) {
    super(message);
  }

  /** A checkpoint whose manifest, which is written last and removed first, is not there. */
  static CheckpointException unfinished(String manifest) {
    return new CheckpointException(
        "it was not finished, or was being removed, when the process ended: missing="
            + manifest
            + "; nothing is to be done");
  }

  /** A file that is not as it was written. */
  static CheckpointException damaged(String file, long offset, String expected, String found) {
    return new CheckpointException(
        "checkpoint file is damaged: file="
            + file
            + ", offset="
            + offset
            + ", expected="
            + expected
            + ", found="
            + found
            + "; use an older checkpoint");
  }

  /** A file whose number at an offset is another one. */
  static CheckpointException damaged(
      String file, long offset, String what, long expected, long found) {
    return damaged(file, offset, what + " " + expected, Long.toString(found));
  }

  /** A file whose checksum at an offset is another one. */
  static CheckpointException checksum(String file, long offset, int expected, int found) {
    return damaged(
        file, offset, "checksum " + Integer.toHexString(expected), Integer.toHexString(found));
  }
}
