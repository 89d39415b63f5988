package io.millrace.checkpoint;

import static io.millrace.checkpoint.StateFileDescriptor.INT;
import static io.millrace.checkpoint.StateFileDescriptor.LONG;

import io.millrace.engine.SnapshotReader;
import io.millrace.storage.Storage;
import io.millrace.storage.StorageReader;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.zip.CRC32C;

/**
 * Reads the values of a {@link StateFileWriter}. One thread. A block's checksum is compared before
 * any of its values is given out, and memory is taken for one block only, whatever the file says.
 *
 * <p>Calls throw {@link CheckpointException} where the file is not as it was written, or more is
 * asked for than it has, and {@link io.millrace.storage.StorageException} when the disk fails.
 */
public final class StateFileReader implements SnapshotReader, AutoCloseable {
  private final StorageReader file;
  private final String name;
  private final int blockBytes;
  private final long payloadBytes;
  private final byte[] block;
  private final ByteBuffer blockBuffer;
  private final byte[] scratch = new byte[Long.BYTES];
  private final CRC32C checksum = new CRC32C();
  private int at = StateFileDescriptor.BLOCK_HEADER_BYTES;
  private int end = StateFileDescriptor.BLOCK_HEADER_BYTES;
  private int nextBlock;

  /** Payload of the blocks that are not loaded yet. */
  private long aheadBytes;

  private StateFileReader(StorageReader file, String name, StateFileFrame frame) {
    this.file = file;
    this.name = name;
    this.blockBytes = frame.blockBytes();
    this.payloadBytes = frame.payloadBytes();
    this.aheadBytes = payloadBytes;
    this.block =
        new byte[(int) Math.min(blockBytes, payloadBytes) + StateFileDescriptor.BLOCK_HEADER_BYTES];
    this.blockBuffer = ByteBuffer.wrap(block);
  }

  /** Opens a file and compares its header, its trailer and its length. */
  static StateFileReader open(Storage storage, String name, int kind) {
    StorageReader file = storage.open(name);
    boolean isOpen = false;
    try {
      String where = storage.where(name);
      StateFileReader reader =
          new StateFileReader(file, where, StateFileFrame.read(file, where, kind));
      isOpen = true;
      return reader;
    } finally {
      if (!isOpen) {
        file.close();
      }
    }
  }

  @Override
  public long getLong() {
    int position = at;
    if (position > end - Long.BYTES) {
      return getLongAcross();
    }
    at = position + Long.BYTES;
    return (long) LONG.get(block, position);
  }

  private long getLongAcross() {
    getBytes(scratch, 0, Long.BYTES);
    return (long) LONG.get(scratch, 0);
  }

  @Override
  public void getBytes(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length > end - at) {
      checkLeft(length);
    }
    for (int done = 0; done < length; ) {
      if (at == end) {
        loadBlock();
      }
      int count = Math.min(length - done, end - at);
      System.arraycopy(block, at, target, offset + done, count);
      at += count;
      done += count;
    }
  }

  /**
   * Passes over bytes; their blocks are compared with their checksums all the same.
   *
   * @throws CheckpointException if there are not so many
   */
  public void skip(long byteCount) {
    checkLeft(byteCount);
    for (long left = byteCount; left > 0; ) {
      if (at == end) {
        loadBlock();
      }
      int count = (int) Math.min(left, end - at);
      at += count;
      left -= count;
    }
  }

  private void checkLeft(long byteCount) {
    if (byteCount > remaining()) {
      throw CheckpointException.damaged(
          name,
          StateFileDescriptor.fileBytes(payloadBytes, blockBytes),
          byteCount + " bytes more",
          remaining() + " until the end");
    }
  }

  private void loadBlock() {
    int length = (int) Math.min(blockBytes, aheadBytes);
    int wholeLength = length + StateFileDescriptor.BLOCK_HEADER_BYTES;
    long offset = StateFileDescriptor.blockOffset(nextBlock, blockBytes);
    int read = file.read(blockBuffer.position(0).limit(wholeLength), offset);
    if (read != wholeLength) {
      throw CheckpointException.damaged(name, offset, "block bytes", wholeLength, read);
    }
    checkBlock(offset, length);
    nextBlock++;
    aheadBytes -= length;
    at = StateFileDescriptor.BLOCK_HEADER_BYTES;
    end = wholeLength;
  }

  private void checkBlock(long offset, int length) {
    checksum.reset();
    checksum.update(block, 0, StateFileDescriptor.BLOCK_CHECKSUM);
    checksum.update(block, StateFileDescriptor.BLOCK_HEADER_BYTES, length);
    int found = (int) checksum.getValue();
    int written = (int) INT.get(block, StateFileDescriptor.BLOCK_CHECKSUM);
    if (found != written) {
      throw CheckpointException.checksum(name, offset, written, found);
    }
    check(offset, "payload bytes", length, (int) INT.get(block, 0));
    int number = (int) INT.get(block, StateFileDescriptor.BLOCK_NUMBER);
    check(offset + StateFileDescriptor.BLOCK_NUMBER, "block", nextBlock, number);
    int mark = (int) INT.get(block, StateFileDescriptor.BLOCK_MARK);
    check(offset + StateFileDescriptor.BLOCK_MARK, "mark", StateFileDescriptor.MARK, mark);
  }

  private void check(long offset, String what, long expected, long found) {
    if (expected != found) {
      throw CheckpointException.damaged(name, offset, what, expected, found);
    }
  }

  /** Bytes of the stream that are not read yet. */
  public long remaining() {
    return aheadBytes + end - at;
  }

  /**
   * Refuses a stream of which something is left, as it was not read the way it was written.
   *
   * @throws CheckpointException if something is left
   */
  public void checkEnd() {
    if (remaining() > 0) {
      long offset =
          nextBlock == 0
              ? StateFileDescriptor.HEADER_BYTES
              : StateFileDescriptor.blockOffset(nextBlock - 1L, blockBytes) + at;
      throw CheckpointException.damaged(name, offset, "the end", remaining() + " bytes more");
    }
  }

  /** Gives the file back to the system. */
  @Override
  public void close() {
    file.close();
  }
}
