package io.millrace.checkpoint;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Layout of a state file: a header, blocks that together hold the stream of values, a trailer. All
 * blocks but the last one are full, so the trailer and the length of the file say where each block
 * lies. All numbers are little-endian.
 *
 * <pre>
 * header   magic long | version int | kind int | block bytes int | CRC32C of these int
 * block    payload bytes int | number from 0 int | mark int | CRC32C of these and the payload int | payload
 * trailer  magic long | payload bytes of all blocks long | blocks int | CRC32C of these int
 * </pre>
 */
final class StateFileDescriptor {
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** The bytes {@code MRSTATE} and a zero. */
  static final long MAGIC = 0x004554415453524dL;

  static final int VERSION = 1;

  /** A file with the state of one partition, or of whatever else has state. */
  static final int STATE = 1;

  /** A file that says what a checkpoint is made of. */
  static final int MANIFEST = 2;

  /** Payload of a full block: small enough to stay in a core's cache; CheckpointFileBenchmark. */
  static final int BLOCK_BYTES = 128 << 10;

  static final int LEAST_BLOCK_BYTES = 16;
  static final int MOST_BLOCK_BYTES = 1 << 20;

  static final int HEADER_BYTES = 24;
  static final int HEADER_VERSION = 8;
  static final int HEADER_KIND = 12;
  static final int HEADER_BLOCK_BYTES = 16;
  static final int HEADER_CHECKSUM = 20;

  static final int BLOCK_HEADER_BYTES = 16;
  static final int BLOCK_NUMBER = 4;
  static final int BLOCK_MARK = 8;
  static final int BLOCK_CHECKSUM = 12;

  /** The bytes {@code BLCK}. */
  static final int MARK = 0x4b434c42;

  static final int TRAILER_BYTES = 24;
  static final int TRAILER_PAYLOAD_BYTES = 8;
  static final int TRAILER_BLOCKS = 16;
  static final int TRAILER_CHECKSUM = 20;

  /** The bytes {@code MRSTEND} and a zero. */
  static final long TRAILER_MAGIC = 0x00444e455453524dL;

  private StateFileDescriptor() {}

  /** Number of blocks for so many bytes of payload. */
  static long blocks(long payloadBytes, int blockBytes) {
    return payloadBytes / blockBytes + (payloadBytes % blockBytes == 0 ? 0 : 1);
  }

  /** Length of the file for so many bytes of payload, which are not more than a file can have. */
  static long fileBytes(long payloadBytes, int blockBytes) {
    return HEADER_BYTES
        + payloadBytes
        + blocks(payloadBytes, blockBytes) * BLOCK_HEADER_BYTES
        + TRAILER_BYTES;
  }

  /** Where a block begins in the file. */
  static long blockOffset(long number, int blockBytes) {
    return HEADER_BYTES + number * (blockBytes + BLOCK_HEADER_BYTES);
  }
}
