package io.millrace.journal;

import java.util.Arrays;

/**
 * Writes longs with only those of their low bytes that differ, and reads ranges of them. Values
 * pass through arrays of the narrow type, as loops over arrays are much faster than over buffers
 * (JournalBenchmark). One thread.
 */
final class PackedLongs {
  private static final int SCANNED = 256;
  private static final long BYTE_MASK = 0xff;
  private static final long SHORT_MASK = 0xffff;
  private static final long INT_MASK = 0xffff_ffffL;

  private final NarrowValues narrow;

  PackedLongs(NarrowValues narrow) {
    this.narrow = narrow;
  }

  void put(RecordBuffer out, long[] values, int count) {
    long base = count == 0 ? 0 : values[0];
    int width = width(differing(values, base, count));
    out.putInt(width);
    out.putInt(0);
    out.putLong(base);
    switch (width) {
      case 0 -> {}
      case 1 -> {
        byte[] bytes = narrow.bytes(count);
        narrow(values, bytes, count);
        out.putBytes(bytes, 0, count);
      }
      case 2 -> {
        short[] shorts = narrow.shorts(count);
        narrow(values, shorts, count);
        out.putShorts(shorts, count);
      }
      case 4 -> {
        int[] ints = narrow.ints(count);
        narrow(values, ints, count);
        out.putInts(ints, count);
      }
      default -> out.putLongs(values, count);
    }
    out.padTo(Long.BYTES);
  }

  /** The bits in which any value differs from the first; stops when they are too many anyway. */
  private static long differing(long[] values, long base, int count) {
    long differing = 0;
    for (int from = 0; from < count && width(differing) < Long.BYTES; from += SCANNED) {
      int to = Math.min(count, from + SCANNED);
      for (int i = from; i < to; i++) {
        differing |= values[i] ^ base;
      }
    }
    return differing;
  }

  /** Bytes that hold the bits of a mask: 0, 1, 2, 4 or 8. */
  static int width(long mask) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(mask);
    return bits == 0 ? 0 : bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
  }

  /** Reads the values from {@code from} on of {@code rows} that lie here, and passes over all. */
  void get(RecordBuffer in, int rows, long[] target, int from, int count) {
    int width = checkWidth(in.getInt());
    in.getInt();
    long base = in.getLong();
    int at = in.skip((long) width * rows) + from * width;
    in.alignRead();
    switch (width) {
      case 0 -> Arrays.fill(target, 0, count, base);
      case 1 -> {
        byte[] bytes = narrow.bytes(count);
        in.getBytes(at, bytes, 0, count);
        widen(bytes, base & ~BYTE_MASK, target, count);
      }
      case 2 -> {
        short[] shorts = narrow.shorts(count);
        in.getShorts(at, shorts, count);
        widen(shorts, base & ~SHORT_MASK, target, count);
      }
      case 4 -> {
        int[] ints = narrow.ints(count);
        in.getInts(at, ints, count);
        widen(ints, base & ~INT_MASK, target, count);
      }
      default -> in.getLongs(at, target, count);
    }
  }

  private static void narrow(long[] values, byte[] into, int count) {
    for (int i = 0; i < count; i++) {
      into[i] = (byte) values[i];
    }
  }

  private static void widen(byte[] values, long high, long[] into, int count) {
    for (int i = 0; i < count; i++) {
      into[i] = high | (values[i] & BYTE_MASK);
    }
  }

  private static void narrow(long[] values, short[] into, int count) {
    for (int i = 0; i < count; i++) {
      into[i] = (short) values[i];
    }
  }

  private static void widen(short[] values, long high, long[] into, int count) {
    for (int i = 0; i < count; i++) {
      into[i] = high | (values[i] & SHORT_MASK);
    }
  }

  private static void narrow(long[] values, int[] into, int count) {
    for (int i = 0; i < count; i++) {
      into[i] = (int) values[i];
    }
  }

  private static void widen(int[] values, long high, long[] into, int count) {
    for (int i = 0; i < count; i++) {
      into[i] = high | (values[i] & INT_MASK);
    }
  }

  /** Checks a width that was read. */
  static int checkWidth(int width) {
    if (width < 0 || width > Long.BYTES || Integer.bitCount(width) > 1) {
      throw new IndexOutOfBoundsException("no such width: width=" + width);
    }
    return width;
  }
}
