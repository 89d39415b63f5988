package io.millrace.connector.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes at a time, as the bytes of a long, the first one lowest. */
final class ByteSearch {
  /** The line feed in all eight bytes. */
  static final long LINE_FEEDS = repeat((byte) '\n');

  /** The highest bit of all eight bytes, set in bytes that are not ASCII. */
  static final long HIGH_BITS = repeat((byte) 0x80);

  private static final long LOW_BITS = ~HIGH_BITS;
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private ByteSearch() {}

  /** The byte in all eight places. */
  static long repeat(byte value) {
    return (value & 0xffL) * 0x0101010101010101L;
  }

  /** The eight bytes from {@code index} on. */
  static long word(byte[] bytes, int index) {
    return (long) WORDS.get(bytes, index);
  }

  /** The highest bit of each byte of {@code word} that equals that of {@code repeated}; exact. */
  static long matches(long word, long repeated) {
    long difference = word ^ repeated;
    return ~((difference & LOW_BITS) + LOW_BITS | difference | LOW_BITS);
  }
}
