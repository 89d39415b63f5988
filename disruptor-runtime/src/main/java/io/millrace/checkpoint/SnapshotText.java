package io.millrace.checkpoint;

import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text and byte arrays in a stream of values: a length, then the bytes. Allocates; not for what
 * there is one of for each group.
 */
public final class SnapshotText {
  /** Taken at once for a length that is not verified. */
  private static final int STEP_BYTES = 64 << 10;

  private SnapshotText() {}

  /**
   * Writes text in UTF-8.
   *
   * @throws IllegalArgumentException if it has half of a surrogate pair; nothing is written then
   */
  public static void putText(SnapshotWriter writer, String text) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      writer.putLong(bytes.limit());
      writer.putBytes(bytes.array(), bytes.arrayOffset(), bytes.limit());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "text has half of a surrogate pair: text=" + text + "; pass whole characters", e);
    }
  }

  /**
   * Reads text.
   *
   * @throws CheckpointException if there is none at this place
   */
  public static String getText(SnapshotReader reader) {
    byte[] bytes = getBytes(reader);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new CheckpointException(
          "no text at this place of a checkpoint: bytes="
              + bytes.length
              + ", reason=not UTF-8; read values in the order in which they were written");
    }
  }

  /** Writes all bytes of an array. */
  public static void putBytes(SnapshotWriter writer, byte[] bytes) {
    writer.putLong(bytes.length);
    writer.putBytes(bytes, 0, bytes.length);
  }

  /**
   * Reads an array. Memory is taken as bytes come, so that a wrong length takes no more than there
   * is.
   *
   * @throws CheckpointException if there is none at this place
   */
  public static byte[] getBytes(SnapshotReader reader) {
    long length = reader.getLong();
    if (length < 0 || length > Integer.MAX_VALUE - Long.BYTES) {
      throw new CheckpointException(
          "no text or bytes at this place of a checkpoint: length="
              + length
              + "; read values in the order in which they were written");
    }
    byte[] bytes = new byte[(int) Math.min(length, STEP_BYTES)];
    for (int done = 0; ; ) {
      reader.getBytes(bytes, done, bytes.length - done);
      done = bytes.length;
      if (done == length) {
        return bytes;
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * done));
    }
  }
}
