package io.millrace.type;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Counts and finds code points in UTF-8, which are the bytes that do not continue another one. */
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOWEST_BITS = 0x0101010101010101L;
  private static final long HIGHEST_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** Whether a byte is not the first one of its code point. */
  static boolean isContinuation(byte b) {
    return b < (byte) 0xC0;
  }

  /** Eight bytes, the first one lowest. */
  static long getLong(byte[] bytes, int index) {
    return (long) LONGS.get(bytes, index);
  }

  /** Stores eight bytes, the lowest first. */
  static void putLong(byte[] bytes, int index, long value) {
    LONGS.set(bytes, index, value);
  }

  /** Stores four bytes, the lowest first. */
  static void putInt(byte[] bytes, int index, int value) {
    INTS.set(bytes, index, value);
  }

  /** Four bytes, the first one lowest. */
  static int getInt(byte[] bytes, int index) {
    return (int) INTS.get(bytes, index);
  }

  /** Whether there are ASCII characters only. */
  static boolean isAscii(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      if ((getLong(bytes, at) & HIGHEST_BITS) != 0) {
        return false;
      }
    }
    for (; at < to; at++) {
      if (bytes[at] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Number of code points. */
  static int codePointCount(byte[] bytes, int from, int to) {
    int continuations = 0;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      continuations += continuations(getLong(bytes, at));
    }
    for (; at < to; at++) {
      if (isContinuation(bytes[at])) {
        continuations++;
      }
    }
    return to - from - continuations;
  }

  /** Index of the byte {@code count} code points behind {@code from}, or {@code to}. */
  static int skip(byte[] bytes, int from, int to, long count) {
    int at = from;
    long left = count;
    while (left >= Long.BYTES && at <= to - Long.BYTES) {
      left -= Long.BYTES - continuations(getLong(bytes, at));
      at += Long.BYTES;
    }
    at = skipContinuations(bytes, at, to);
    while (left > 0 && at < to) {
      at = skipContinuations(bytes, at + 1, to);
      left--;
    }
    return at;
  }

  private static int skipContinuations(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isContinuation(bytes[at])) {
      at++;
    }
    return at;
  }

  private static int continuations(long word) {
    return Long.bitCount(word >>> 7 & ~word >>> 6 & LOWEST_BITS);
  }
}
