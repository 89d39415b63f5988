package io.millrace.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Bytes to be written or read one value after the other; grows at need. One thread. */
final class EncodedBytes {
  private static final int INITIAL_BYTES = 256;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final CRC32C checksum = new CRC32C();
  private byte[] array = new byte[INITIAL_BYTES];
  private int length;
  private int position;

  byte[] array() {
    return array;
  }

  int length() {
    return length;
  }

  /** Forgets all, to be written anew. */
  EncodedBytes clear() {
    length = 0;
    position = 0;
    return this;
  }

  /** Makes room for so many bytes, which the caller writes into {@link #array}. */
  EncodedBytes reserve(int bytes) {
    clear();
    grow(bytes);
    length = bytes;
    return this;
  }

  private void grow(int bytes) {
    if (bytes > array.length - length) {
      array = Arrays.copyOf(array, Math.max(Math.addExact(length, bytes), 2 * array.length));
    }
  }

  EncodedBytes putByte(int value) {
    grow(Byte.BYTES);
    array[length++] = (byte) value;
    return this;
  }

  EncodedBytes putInt(int value) {
    grow(Integer.BYTES);
    INT.set(array, length, value);
    length += Integer.BYTES;
    return this;
  }

  EncodedBytes putLong(long value) {
    grow(Long.BYTES);
    LONG.set(array, length, value);
    length += Long.BYTES;
    return this;
  }

  EncodedBytes putBytes(byte[] source, int offset, int count) {
    grow(count);
    System.arraycopy(source, offset, array, length, count);
    length += count;
    return this;
  }

  /** Writes the checksum of a key and of what follows the first bytes here into these. */
  EncodedBytes seal(EncodedBytes key) {
    INT.set(array, 0, checksum(key));
    return this;
  }

  /**
   * Whether the first bytes are the checksum of a key and of what follows. Begins to read there.
   */
  boolean unseal(EncodedBytes key) {
    position = RowFileDescriptor.CHECKSUM_BYTES;
    return length >= position && (int) INT.get(array, 0) == checksum(key);
  }

  private int checksum(EncodedBytes key) {
    int from = RowFileDescriptor.CHECKSUM_BYTES;
    checksum.reset();
    checksum.update(key.array, 0, key.length);
    checksum.update(array, from, length - from);
    return (int) checksum.getValue();
  }

  EncodedBytes position(int newPosition) {
    position = newPosition;
    return this;
  }

  int remaining() {
    return length - position;
  }

  byte getByte() {
    return array[position++];
  }

  int getInt() {
    int value = (int) INT.get(array, position);
    position += Integer.BYTES;
    return value;
  }

  long getLong() {
    long value = (long) LONG.get(array, position);
    position += Long.BYTES;
    return value;
  }

  /** Passes over so many bytes and answers where in {@link #array} they begin. */
  int skip(int bytes) {
    int at = position;
    if (bytes < 0 || bytes > length - at) {
      throw new IndexOutOfBoundsException("no such bytes: at=" + at + ", bytes=" + bytes);
    }
    position = at + bytes;
    return at;
  }
}
