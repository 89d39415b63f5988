package io.millrace.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import net.openhft.chronicle.hash.Data;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import net.openhft.chronicle.map.MapEntry;
import net.openhft.chronicle.map.MapSegmentContext;

/**
 * A persisted Chronicle Map of bytes to bytes. What it reads and writes is a whole value, whatever
 * other processes do meanwhile. One thread; allocates nothing once its buffers are large enough.
 */
final class ByteMap implements AutoCloseable {
  /** There was nothing under the key, now there is. */
  static final long INSERTED = -1;

  /** Not stored: the key is new, and none may be. */
  static final long NO_KEY_LEFT = -2;

  /** Not stored: the value is too large for the bytes that are left. */
  static final long NO_BYTES_LEFT = -3;

  private static final double BLOAT = 4;
  private static final int CHUNKS_A_ROW = 4;
  private static final int LEAST_CHUNK_BYTES = 16;

  private final ChronicleMap<byte[], byte[]> map;
  private final NativeBytes key = new NativeBytes();
  private final NativeBytes value = new NativeBytes();

  /** Takes an entry of a segment. */
  @FunctionalInterface
  interface EntryReader {
    /** Takes a key and a value; both are valid during the call. */
    void read(EncodedBytes entryKey, EncodedBytes entryValue);
  }

  private ByteMap(ChronicleMap<byte[], byte[]> map) {
    this.map = map;
  }

  private static ChronicleMapBuilder<byte[], byte[]> builder() {
    return ChronicleMapBuilder.of(byte[].class, byte[].class).skipCloseOnExitHook(true);
  }

  /** A new file for so many entries of so many bytes each, or several times of these. */
  static ByteMap create(Path file, long entries, int entryBytes) throws IOException {
    int chunk = Math.max(LEAST_CHUNK_BYTES, (entryBytes / CHUNKS_A_ROW + 7) / 8 * 8);
    return new ByteMap(
        builder()
            .name("millrace-table")
            .entries(entries)
            .averageKeySize(entryBytes / 2d)
            .averageValueSize(entryBytes / 2d)
            .actualChunkSize(chunk)
            .maxBloatFactor(BLOAT)
            .createPersistedTo(file.toFile()));
  }

  /** A file that is there and was closed or is in use. */
  static ByteMap open(Path file) throws IOException {
    return new ByteMap(
        builder()
            .entries(1)
            .averageKeySize(1)
            .averageValueSize(1)
            .createPersistedTo(file.toFile()));
  }

  /**
   * A file whose writer was killed, made good, while nobody else has it open.
   *
   * @param losses takes a text for each entry that was lost
   */
  static ByteMap recover(Path file, List<String> losses) throws IOException {
    return new ByteMap(
        builder()
            .entries(1)
            .averageKeySize(1)
            .averageValueSize(1)
            .recoverPersistedTo(
                file.toFile(), false, corruption -> losses.add(corruption.message())));
  }

  /** Gets the value of a key; false if there is none. */
  boolean get(EncodedBytes of, EncodedBytes into) {
    key.set(of);
    try (ExternalMapQueryContext<byte[], byte[], ?> context =
        map.queryContext(key.store(), 0, key.size())) {
      context.readLock().lock();
      MapEntry<byte[], byte[]> entry = context.entry();
      if (entry == null) {
        return false;
      }
      copy(entry.value(), into);
      return true;
    }
  }

  private static void copy(Data<byte[]> from, EncodedBytes into) {
    int bytes = Math.toIntExact(from.size());
    into.reserve(bytes);
    from.bytes().read(from.offset(), into.array(), 0, bytes);
  }

  /**
   * Stores a value.
   *
   * @param newKeys whether the key may be a new one
   * @param bytesLeft by how much what is stored may grow
   * @return the bytes of the value that it took the place of, or a negative code
   */
  long put(EncodedBytes under, EncodedBytes stored, boolean newKeys, long bytesLeft) {
    key.set(under);
    try (ExternalMapQueryContext<byte[], byte[], ?> context =
        map.queryContext(key.store(), 0, key.size())) {
      context.updateLock().lock();
      MapEntry<byte[], byte[]> entry = context.entry();
      if (entry == null) {
        if (!newKeys) {
          return NO_KEY_LEFT;
        }
        if (under.length() + stored.length() > bytesLeft) {
          return NO_BYTES_LEFT;
        }
        context.absentEntry().doInsert(value.set(stored));
        return INSERTED;
      }
      long was = entry.value().size();
      if (stored.length() - was > bytesLeft) {
        return NO_BYTES_LEFT;
      }
      entry.doReplaceValue(value.set(stored));
      return was;
    }
  }

  /** Takes a key away; the bytes of its value, or -1 if there was none. */
  long remove(EncodedBytes under) {
    key.set(under);
    try (ExternalMapQueryContext<byte[], byte[], ?> context =
        map.queryContext(key.store(), 0, key.size())) {
      context.updateLock().lock();
      MapEntry<byte[], byte[]> entry = context.entry();
      if (entry == null) {
        return -1;
      }
      long was = entry.value().size();
      entry.doRemove();
      return was;
    }
  }

  int segments() {
    return map.segments();
  }

  /** Reads the entries of a segment, as of one moment; its writer waits meanwhile. */
  void readSegment(int segment, EncodedBytes keyInto, EncodedBytes valueInto, EntryReader reader) {
    try (MapSegmentContext<byte[], byte[], ?> context = map.segmentContext(segment)) {
      context.forEachSegmentEntry(
          entry -> {
            copy(entry.key(), keyInto);
            copy(entry.value(), valueInto);
            reader.read(keyInto, valueInto);
          });
    }
  }

  @Override
  public void close() {
    map.close();
    key.close();
    value.close();
  }
}
