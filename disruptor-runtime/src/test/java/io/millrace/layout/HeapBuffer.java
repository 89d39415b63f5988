package io.millrace.layout;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A buffer over a byte array that needs no JVM flag, with what decoding rows asks for only. */
final class HeapBuffer implements DirectBuffer {
  private final ByteBuffer bytes;

  HeapBuffer(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  private static UnsupportedOperationException unused() {
    return new UnsupportedOperationException("not asked for when rows are decoded");
  }

  @Override
  public int capacity() {
    return bytes.capacity();
  }

  @Override
  public byte getByte(int index) {
    return bytes.get(index);
  }

  @Override
  public void getBytes(int index, byte[] target, int offset, int length) {
    bytes.get(index, target, offset, length);
  }

  @Override
  public short getShort(int index, ByteOrder order) {
    return bytes.order(order).getShort(index);
  }

  @Override
  public int getInt(int index, ByteOrder order) {
    return bytes.order(order).getInt(index);
  }

  @Override
  public long getLong(int index, ByteOrder order) {
    return bytes.order(order).getLong(index);
  }

  @Override
  public float getFloat(int index, ByteOrder order) {
    return bytes.order(order).getFloat(index);
  }

  @Override
  public double getDouble(int index, ByteOrder order) {
    return bytes.order(order).getDouble(index);
  }

  @Override
  public void wrap(byte[] b) {
    throw unused();
  }

  @Override
  public void wrap(byte[] b, int o, int l) {
    throw unused();
  }

  @Override
  public void wrap(ByteBuffer b) {
    throw unused();
  }

  @Override
  public void wrap(ByteBuffer b, int o, int l) {
    throw unused();
  }

  @Override
  public void wrap(DirectBuffer b) {
    throw unused();
  }

  @Override
  public void wrap(DirectBuffer b, int o, int l) {
    throw unused();
  }

  @Override
  public void wrap(long a, int l) {
    throw unused();
  }

  @Override
  public long addressOffset() {
    throw unused();
  }

  @Override
  public byte[] byteArray() {
    throw unused();
  }

  @Override
  public ByteBuffer byteBuffer() {
    throw unused();
  }

  @Override
  public void checkLimit(int l) {
    throw unused();
  }

  @Override
  public long getLong(int i) {
    throw unused();
  }

  @Override
  public int getInt(int i) {
    throw unused();
  }

  @Override
  public int parseNaturalIntAscii(int i, int l) {
    throw unused();
  }

  @Override
  public long parseNaturalLongAscii(int i, int l) {
    throw unused();
  }

  @Override
  public int parseIntAscii(int i, int l) {
    throw unused();
  }

  @Override
  public long parseLongAscii(int i, int l) {
    throw unused();
  }

  @Override
  public double getDouble(int i) {
    throw unused();
  }

  @Override
  public float getFloat(int i) {
    throw unused();
  }

  @Override
  public short getShort(int i) {
    throw unused();
  }

  @Override
  public char getChar(int i, ByteOrder o) {
    throw unused();
  }

  @Override
  public char getChar(int i) {
    throw unused();
  }

  @Override
  public void getBytes(int i, byte[] b) {
    throw unused();
  }

  @Override
  public void getBytes(int i, MutableDirectBuffer b, int o, int l) {
    throw unused();
  }

  @Override
  public void getBytes(int i, ByteBuffer b, int l) {
    throw unused();
  }

  @Override
  public void getBytes(int i, ByteBuffer b, int o, int l) {
    throw unused();
  }

  @Override
  public String getStringAscii(int i) {
    throw unused();
  }

  @Override
  public int getStringAscii(int i, Appendable a) {
    throw unused();
  }

  @Override
  public String getStringAscii(int i, ByteOrder o) {
    throw unused();
  }

  @Override
  public int getStringAscii(int i, Appendable a, ByteOrder o) {
    throw unused();
  }

  @Override
  public String getStringAscii(int i, int l) {
    throw unused();
  }

  @Override
  public int getStringAscii(int i, int l, Appendable a) {
    throw unused();
  }

  @Override
  public String getStringWithoutLengthAscii(int i, int l) {
    throw unused();
  }

  @Override
  public int getStringWithoutLengthAscii(int i, int l, Appendable a) {
    throw unused();
  }

  @Override
  public String getStringUtf8(int i) {
    throw unused();
  }

  @Override
  public String getStringUtf8(int i, ByteOrder o) {
    throw unused();
  }

  @Override
  public String getStringUtf8(int i, int l) {
    throw unused();
  }

  @Override
  public String getStringWithoutLengthUtf8(int i, int l) {
    throw unused();
  }

  @Override
  public void boundsCheck(int i, int l) {
    throw unused();
  }

  @Override
  public int wrapAdjustment() {
    throw unused();
  }

  @Override
  public int compareTo(DirectBuffer o) {
    throw unused();
  }
}
