package io.millrace.checkpoint;

import static io.millrace.checkpoint.StateFileDescriptor.INT;
import static io.millrace.checkpoint.StateFileDescriptor.LONG;

import io.millrace.engine.SnapshotWriter;
import io.millrace.storage.StorageException;
import io.millrace.storage.StorageFile;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.zip.CRC32C;

/**
 * Writes a stream of values into a file of a checkpoint, block by block, as {@link
 * StateFileDescriptor} has it. One thread, from the first value to {@link #finish}; a full block is
 * written on it. No call allocates.
 *
 * <p>Calls throw {@link StorageException} when the disk fails. From then on the file has failed,
 * and its checkpoint can only be abandoned.
 */
public final class StateFileWriter implements SnapshotWriter, AutoCloseable {
  /** A position that is behind every block, so that the short paths need not ask. */
  private static final int CLOSED = Integer.MAX_VALUE;

  private final StorageFile file;
  private final String name;
  private final byte[] block;
  private final ByteBuffer blockBuffer;
  private final byte[] scratch = new byte[StateFileDescriptor.HEADER_BYTES];
  private final CRC32C blockChecksum = new CRC32C();
  private final CRC32C fileChecksum = new CRC32C();
  private final int end;
  private final int lastLong;
  private int at = StateFileDescriptor.BLOCK_HEADER_BYTES;
  private int blocks;
  private long payloadBytes;
  private boolean failed;
  private volatile boolean finished;

  /**
   * Begins a file.
   *
   * @param file an empty file, which this writer closes
   * @param name how messages call it
   * @param kind what is in it
   * @param blockBytes payload of a block
   */
  StateFileWriter(StorageFile file, String name, int kind, int blockBytes) {
    this.file = file;
    this.name = name;
    this.block = new byte[StateFileDescriptor.BLOCK_HEADER_BYTES + blockBytes];
    this.blockBuffer = ByteBuffer.wrap(block);
    this.end = block.length;
    this.lastLong = end - Long.BYTES;
    LONG.set(scratch, 0, StateFileDescriptor.MAGIC);
    INT.set(scratch, StateFileDescriptor.HEADER_VERSION, StateFileDescriptor.VERSION);
    INT.set(scratch, StateFileDescriptor.HEADER_KIND, kind);
    INT.set(scratch, StateFileDescriptor.HEADER_BLOCK_BYTES, blockBytes);
    writeScratch(StateFileDescriptor.HEADER_CHECKSUM);
  }

  @Override
  public void putLong(long value) {
    int position = at;
    if (position > lastLong) {
      putLongAcross(value);
      return;
    }
    LONG.set(block, position, value);
    at = position + Long.BYTES;
  }

  private void putLongAcross(long value) {
    LONG.set(scratch, 0, value);
    putBytesAcross(scratch, 0, Long.BYTES);
  }

  @Override
  public void putBytes(byte[] source, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, source.length);
    if (length > end - at) {
      putBytesAcross(source, offset, length);
      return;
    }
    System.arraycopy(source, offset, block, at, length);
    at += length;
  }

  private void putBytesAcross(byte[] source, int offset, int length) {
    checkOpen();
    for (int done = 0; done < length; ) {
      if (at == end) {
        writeBlock();
      }
      int count = Math.min(length - done, end - at);
      System.arraycopy(source, offset + done, block, at, count);
      at += count;
      done += count;
    }
  }

  private void checkOpen() {
    if (at != CLOSED) {
      return;
    }
    if (failed) {
      throw new CheckpointException(
          "state file has failed before: file=" + name + "; abandon the checkpoint");
    }
    throw new IllegalStateException(
        "state file is closed: file=" + name + "; put values before it is finished");
  }

  private void writeBlock() {
    int length = at - StateFileDescriptor.BLOCK_HEADER_BYTES;
    INT.set(block, 0, length);
    INT.set(block, StateFileDescriptor.BLOCK_NUMBER, blocks);
    INT.set(block, StateFileDescriptor.BLOCK_MARK, StateFileDescriptor.MARK);
    blockChecksum.reset();
    blockChecksum.update(block, 0, StateFileDescriptor.BLOCK_CHECKSUM);
    blockChecksum.update(block, StateFileDescriptor.BLOCK_HEADER_BYTES, length);
    INT.set(block, StateFileDescriptor.BLOCK_CHECKSUM, (int) blockChecksum.getValue());
    write(block, blockBuffer.limit(at).position(0));
    blocks++;
    payloadBytes += length;
    at = StateFileDescriptor.BLOCK_HEADER_BYTES;
  }

  /** Writes the header or the trailer, which are equally long, with its checksum at its end. */
  private void writeScratch(int checksumAt) {
    blockChecksum.reset();
    blockChecksum.update(scratch, 0, checksumAt);
    INT.set(scratch, checksumAt, (int) blockChecksum.getValue());
    write(scratch, ByteBuffer.wrap(scratch));
  }

  private void write(byte[] bytes, ByteBuffer buffer) {
    fileChecksum.update(bytes, 0, buffer.limit());
    failed = true;
    int position = at;
    at = CLOSED;
    file.append(buffer);
    at = position;
    failed = false;
  }

  /**
   * Writes what is left and ends the file; nothing is forced yet. Must be called for each file
   * before its checkpoint is committed; a file that is only closed is not part of a checkpoint.
   */
  public void finish() {
    checkOpen();
    if (at > StateFileDescriptor.BLOCK_HEADER_BYTES) {
      writeBlock();
    }
    LONG.set(scratch, 0, StateFileDescriptor.TRAILER_MAGIC);
    LONG.set(scratch, StateFileDescriptor.TRAILER_PAYLOAD_BYTES, payloadBytes);
    INT.set(scratch, StateFileDescriptor.TRAILER_BLOCKS, blocks);
    writeScratch(StateFileDescriptor.TRAILER_CHECKSUM);
    at = CLOSED;
    finished = true;
  }

  /** Whether all is written. Any thread; what was written is seen by who sees true. */
  boolean isFinished() {
    return finished;
  }

  /** What the manifest says of a finished file. */
  CheckpointFile result() {
    return new CheckpointFile(name, file.length(), (int) fileChecksum.getValue());
  }

  /** Brings a finished file to the disk and closes it. */
  void force() {
    file.force();
    file.close();
  }

  /** Gives the file back to the system; one that is not finished is lost. */
  @Override
  public void close() {
    if (!finished) {
      at = CLOSED;
      file.close();
    }
  }

  /** Gives the file back to the system, from any thread; a thread that writes will fail. */
  void discard() {
    file.close();
  }
}
