package io.millrace.checkpoint;

import static io.millrace.checkpoint.StateFileDescriptor.INT;
import static io.millrace.checkpoint.StateFileDescriptor.LONG;

import io.millrace.storage.StorageReader;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What header and trailer say, when they agree with each other and with the length of the file.
 *
 * @param blockBytes payload of a full block
 * @param payloadBytes payload of all blocks
 */
record StateFileFrame(int blockBytes, long payloadBytes) {
  static StateFileFrame read(StorageReader file, String name, int kind) {
    long least = StateFileDescriptor.fileBytes(0, 1);
    if (file.length() < least) {
      throw CheckpointException.damaged(
          name, file.length(), "at least " + least + " bytes", file.length() + " bytes");
    }
    int blockBytes = header(file, name, kind);
    long payloadBytes = trailer(file, name, blockBytes);
    return new StateFileFrame(blockBytes, payloadBytes);
  }

  private static int header(StorageReader file, String name, int kind) {
    byte[] header = new byte[StateFileDescriptor.HEADER_BYTES];
    load(file, name, header, 0, StateFileDescriptor.MAGIC);
    int version = (int) INT.get(header, StateFileDescriptor.HEADER_VERSION);
    if (version != StateFileDescriptor.VERSION) {
      throw new CheckpointException(
          "checkpoint file has another format: file="
              + name
              + ", expected=version "
              + StateFileDescriptor.VERSION
              + ", found="
              + version
              + "; use the release that wrote it, or an older checkpoint");
    }
    checkChecksum(name, header, 0, StateFileDescriptor.HEADER_CHECKSUM);
    int kindFound = (int) INT.get(header, StateFileDescriptor.HEADER_KIND);
    if (kindFound != kind) {
      throw CheckpointException.damaged(
          name, StateFileDescriptor.HEADER_KIND, "kind", kind, kindFound);
    }
    int blockBytes = (int) INT.get(header, StateFileDescriptor.HEADER_BLOCK_BYTES);
    if (blockBytes < StateFileDescriptor.LEAST_BLOCK_BYTES
        || blockBytes > StateFileDescriptor.MOST_BLOCK_BYTES) {
      throw CheckpointException.damaged(
          name,
          StateFileDescriptor.HEADER_BLOCK_BYTES,
          "block bytes up to",
          StateFileDescriptor.MOST_BLOCK_BYTES,
          blockBytes);
    }
    return blockBytes;
  }

  private static long trailer(StorageReader file, String name, int blockBytes) {
    byte[] trailer = new byte[StateFileDescriptor.TRAILER_BYTES];
    long offset = file.length() - StateFileDescriptor.TRAILER_BYTES;
    load(file, name, trailer, offset, StateFileDescriptor.TRAILER_MAGIC);
    checkChecksum(name, trailer, offset, StateFileDescriptor.TRAILER_CHECKSUM);
    long payloadBytes = (long) LONG.get(trailer, StateFileDescriptor.TRAILER_PAYLOAD_BYTES);
    long bytesAt = offset + StateFileDescriptor.TRAILER_PAYLOAD_BYTES;
    if (payloadBytes < 0 || payloadBytes > file.length()) {
      throw CheckpointException.damaged(
          name, bytesAt, "payload bytes up to", file.length(), payloadBytes);
    }
    long fileBytes = StateFileDescriptor.fileBytes(payloadBytes, blockBytes);
    if (fileBytes != file.length()) {
      throw CheckpointException.damaged(name, bytesAt, "length", fileBytes, file.length());
    }
    long blocks = StateFileDescriptor.blocks(payloadBytes, blockBytes);
    int blocksFound = (int) INT.get(trailer, StateFileDescriptor.TRAILER_BLOCKS);
    if (blocks != blocksFound) {
      throw CheckpointException.damaged(
          name, offset + StateFileDescriptor.TRAILER_BLOCKS, "blocks", blocks, blocksFound);
    }
    return payloadBytes;
  }

  private static void load(
      StorageReader file, String name, byte[] target, long offset, long magic) {
    int read = file.read(ByteBuffer.wrap(target), offset);
    if (read != target.length) {
      throw CheckpointException.damaged(name, offset, "bytes", target.length, read);
    }
    long found = (long) LONG.get(target, 0);
    if (found != magic) {
      throw CheckpointException.damaged(
          name, offset, Long.toHexString(magic), Long.toHexString(found));
    }
  }

  private static void checkChecksum(String name, byte[] bytes, long offset, int checksumAt) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, checksumAt);
    int found = (int) checksum.getValue();
    int written = (int) INT.get(bytes, checksumAt);
    if (found != written) {
      throw CheckpointException.checksum(name, offset, written, found);
    }
  }
}
