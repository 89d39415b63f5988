package io.millrace.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.zip.CRC32C;

/**
 * One record in memory outside of the heap, written or read from its beginning on. Bulk moves of
 * arrays go through views that are made once, so nothing is allocated but for growth. Every access
 * is checked. One thread.
 */
final class RecordBuffer {
  private static final int INITIAL_BYTES = 64 << 10;
  private static final int MOST_DOUBLED = 1 << 20;

  private final CRC32C checksum = new CRC32C();
  private ByteBuffer bytes;
  private LongBuffer longs;
  private IntBuffer ints;
  private ShortBuffer shorts;
  private FloatBuffer floats;
  private DoubleBuffer doubles;
  private int at;

  RecordBuffer() {
    allocate(INITIAL_BYTES);
  }

  private void allocate(int capacity) {
    bytes = ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
    longs = bytes.asLongBuffer();
    ints = bytes.asIntBuffer();
    shorts = bytes.asShortBuffer();
    floats = bytes.asFloatBuffer();
    doubles = bytes.asDoubleBuffer();
  }

  /** The memory; other buffers after growth. */
  ByteBuffer bytes() {
    return bytes;
  }

  /** Forgets all and makes room; it may be more than a record can have. */
  void reset(long room) {
    if (room > bytes.capacity()) {
      allocate(Math.toIntExact(Math.max(room, Math.min(2L * bytes.capacity(), MOST_DOUBLED))));
    }
    bytes.clear();
    at = 0;
  }

  int at() {
    return at;
  }

  void at(int position) {
    at = position;
  }

  /** Fills up to a multiple with zeros. */
  void padTo(int multiple) {
    while ((at & (multiple - 1)) != 0) {
      bytes.put(at++, (byte) 0);
    }
  }

  /** Passes on to the next multiple of eight. */
  void alignRead() {
    at = (at + 7) & -8;
  }

  void putInt(int value) {
    bytes.putInt(at, value);
    at += Integer.BYTES;
  }

  void putLong(long value) {
    bytes.putLong(at, value);
    at += Long.BYTES;
  }

  void putBytes(byte[] source, int offset, int count) {
    bytes.put(at, source, offset, count);
    at += count;
  }

  void putShorts(short[] source, int count) {
    shorts.put(at >> 1, source, 0, count);
    at += count << 1;
  }

  void putInts(int[] source, int count) {
    ints.put(at >> 2, source, 0, count);
    at += count << 2;
  }

  void putLongs(long[] source, int count) {
    longs.put(at >> 3, source, 0, count);
    at += count << 3;
  }

  void putFloats(float[] source, int count) {
    floats.put(at >> 2, source, 0, count);
    at += count << 2;
  }

  void putDoubles(double[] source, int count) {
    doubles.put(at >> 3, source, 0, count);
    at += count << 3;
  }

  int getInt() {
    int value = bytes.getInt(at);
    at += Integer.BYTES;
    return value;
  }

  long getLong() {
    long value = bytes.getLong(at);
    at += Long.BYTES;
    return value;
  }

  void getBytes(int position, byte[] target, int offset, int count) {
    bytes.get(position, target, offset, count);
  }

  void getShorts(int position, short[] target, int count) {
    shorts.get(position >> 1, target, 0, count);
  }

  void getInts(int position, int[] target, int count) {
    ints.get(position >> 2, target, 0, count);
  }

  void getLongs(int position, long[] target, int count) {
    longs.get(position >> 3, target, 0, count);
  }

  void getFloats(int position, float[] target, int count) {
    floats.get(position >> 2, target, 0, count);
  }

  void getDoubles(int position, double[] target, int count) {
    doubles.get(position >> 3, target, 0, count);
  }

  /** Passes over values; no more than the record has. */
  int skip(long byteCount) {
    int from = at;
    if (byteCount < 0 || byteCount > bytes.limit() - from) {
      throw new IndexOutOfBoundsException("no such bytes: at=" + from + ", bytes=" + byteCount);
    }
    at = from + (int) byteCount;
    return from;
  }

  /** CRC-32C of the record up to the limit, but for the checksum itself. */
  int checksum() {
    int limit = bytes.limit();
    bytes.position(RecordDescriptor.LENGTH);
    checksum.reset();
    checksum.update(bytes);
    bytes.position(0).limit(limit);
    return (int) checksum.getValue();
  }

  /** Ends the record: pads it, and writes its length and checksum. */
  int seal() {
    padTo(Long.BYTES);
    bytes.putInt(RecordDescriptor.LENGTH, at);
    bytes.limit(at);
    bytes.putInt(RecordDescriptor.CHECKSUM, checksum());
    return at;
  }
}
