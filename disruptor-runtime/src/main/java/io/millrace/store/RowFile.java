package io.millrace.store;

import io.millrace.batch.RecordBatch;
import java.io.IOException;
import java.nio.file.Path;

/** An open row file: its header, its progress and its rows. One thread. */
final class RowFile implements AutoCloseable {
  private static final int LEAST_PIECE_BYTES = 32;

  private final Path file;
  private final ByteMap map;
  private final RowFileHeader header;
  private final RowCodec codec;
  private final EncodedBytes key = new EncodedBytes();
  private final EncodedBytes value = new EncodedBytes();
  private long progressNumber;
  private RowFileProgress progress = RowFileProgress.NONE;

  private RowFile(Path file, ByteMap map, RowFileHeader header) {
    this.file = file;
    this.map = map;
    this.header = header;
    this.codec = header.codec();
    OpenHere.opened(file);
  }

  /** A new file without rows, at a path where nothing is. */
  static RowFile create(Path file, RowFileHeader header) throws IOException {
    byte[] bytes = header.encode();
    int piece = Math.max(LEAST_PIECE_BYTES, header.rowBytes());
    int pieces = (bytes.length + piece - 1) / piece;
    ByteMap map = ByteMap.create(file, header.entries() + pieces + 2, piece);
    RowFile created = new RowFile(file, map, header);
    for (int i = 0; i < pieces; i++) {
      int from = i * piece;
      created.metaKey(RowFileDescriptor.HEADER).putInt(i);
      created
          .value
          .clear()
          .putInt(0)
          .putInt(bytes.length)
          .putBytes(bytes, from, Math.min(piece, bytes.length - from));
      created.putMeta();
    }
    return created;
  }

  /** The file of a map that is open; takes it over, and closes it if it is not one. */
  static RowFile of(Path file, ByteMap map) {
    RowFileHeader header;
    try {
      header = readHeader(file, map);
    } catch (RuntimeException | Error e) {
      map.close();
      throw e;
    }
    RowFile opened = new RowFile(file, map, header);
    try {
      opened.readProgress();
      return opened;
    } catch (RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  private static RowFileHeader readHeader(Path file, ByteMap map) {
    EncodedBytes key = new EncodedBytes();
    EncodedBytes value = new EncodedBytes();
    byte[] bytes = null;
    int filled = 0;
    for (int i = 0; bytes == null || filled < bytes.length; i++) {
      key.clear().putByte(RowFileDescriptor.META).putByte(RowFileDescriptor.HEADER).putInt(i);
      if (!map.get(key, value)) {
        throw damaged(file, "header piece " + i + " is missing", null);
      }
      if (!value.unseal(key)) {
        throw damaged(file, "header piece " + i + " has a wrong checksum", null);
      }
      int all = value.getInt();
      bytes = bytes == null ? new byte[all] : bytes;
      int piece = value.remaining();
      System.arraycopy(value.array(), value.skip(piece), bytes, filled, piece);
      filled += piece;
    }
    try {
      return RowFileHeader.decode(bytes);
    } catch (IOException | RuntimeException e) {
      throw damaged(file, "header cannot be read: " + e.getMessage(), e);
    }
  }

  static IllegalStateException damaged(Path file, String what, Throwable cause) {
    return new IllegalStateException(
        "table file is damaged: file="
            + file
            + ", "
            + what
            + "; replace it, and have its query see its input again",
        cause);
  }

  Path file() {
    return file;
  }

  RowFileHeader header() {
    return header;
  }

  ByteMap map() {
    return map;
  }

  RowCodec codec() {
    return codec;
  }

  private EncodedBytes metaKey(byte kind) {
    return key.clear().putByte(RowFileDescriptor.META).putByte(kind);
  }

  private void putMeta() {
    map.put(key, value.seal(key), true, Long.MAX_VALUE);
  }

  /** Reads how far it has come, which a writer may move on at any time. */
  RowFileProgress readProgress() {
    progressNumber = -1;
    progress = RowFileProgress.NONE;
    for (int turn = 0; turn < 2; turn++) {
      metaKey(RowFileDescriptor.PROGRESS).putByte(turn);
      if (map.get(key, value)) {
        if (!value.unseal(key)) {
          throw damaged(file, "progress has a wrong checksum", null);
        }
        long number = value.getLong();
        if (number > progressNumber) {
          progressNumber = number;
          progress = RowFileProgress.decode(value);
        }
      }
    }
    return progress;
  }

  /** What {@link #readProgress} read or {@link #writeProgress} wrote last. */
  RowFileProgress progress() {
    return progress;
  }

  void writeProgress(RowFileProgress reached) {
    progress = reached;
    writeProgress(
        reached.generation(),
        reached.sequence(),
        reached.openSequence(),
        reached.rows(),
        reached.bytes(),
        reached.lost());
  }

  /** Like the other one, allocates nothing, and {@link #progress} does not follow. */
  void writeProgress(
      long generation, long sequence, long openSequence, long rows, long bytes, boolean lost) {
    progressNumber++;
    metaKey(RowFileDescriptor.PROGRESS).putByte((int) (progressNumber & 1));
    value.clear().putInt(0).putLong(progressNumber).putLong(generation).putLong(sequence);
    value.putLong(openSequence).putLong(rows).putLong(bytes).putByte(lost ? 1 : 0);
    putMeta();
  }

  /** Appends the rows of a segment to batches that {@code to} hands out. */
  void readSegment(int segment, RowTarget to) {
    map.readSegment(
        segment,
        key,
        value,
        (entryKey, entryValue) -> {
          if (entryKey.array()[0] == RowFileDescriptor.ROW) {
            decode(entryKey, entryValue, to.next(entryKey.length() + entryValue.length()));
          }
        });
  }

  /** Appends a row. */
  void decode(EncodedBytes rowKey, EncodedBytes rowValue, RecordBatch to) {
    try {
      if (rowValue.unseal(rowKey)) {
        codec.decode(rowKey, rowValue, to);
        return;
      }
    } catch (RuntimeException e) {
      throw damaged(file, "a row cannot be read: " + e.getMessage(), e);
    }
    throw damaged(file, "a row has a wrong checksum", null);
  }

  /** Hands out batches with room. */
  @FunctionalInterface
  interface RowTarget {
    /** A batch with room for a row, which takes so many bytes in the file. */
    RecordBatch next(long bytes);
  }

  @Override
  public void close() {
    map.close();
    OpenHere.closed(file);
  }
}
