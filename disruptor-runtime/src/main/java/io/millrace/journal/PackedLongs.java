package io.millrace.journal;

import java.util.Arrays;

/**
 * Longs of which only those low bytes are kept that differ, or those of the steps from one to the
 * next; reads ranges of them. Values pass through arrays of the narrow type, as loops over arrays
 * are much faster than over buffers (JournalBenchmark). {@link LongPacker} writes them. One thread.
 */
final class PackedLongs {
  /** The values themselves are packed. */
  static final int VALUES = 0;

  /**
   * Packed is by how much each value is more than the one before, modulo 2^64; for the first one,
   * of which there is none before, the base.
   */
  static final int STEPS = 1;

  private static final long BYTE_MASK = 0xff;
  private static final long SHORT_MASK = 0xffff;
  private static final long INT_MASK = 0xffff_ffffL;

  private final NarrowValues narrow;

  PackedLongs(NarrowValues narrow) {
    this.narrow = narrow;
  }

  /** Bytes that hold the bits of a mask: 0, 1, 2, 4 or 8. */
  static int width(long mask) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(mask);
    return bits == 0 ? 0 : bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
  }

  /** Reads the values from {@code from} on of {@code rows} that lie here, and passes over all. */
  void get(RecordBuffer in, int rows, long[] target, int from, int count) {
    int width = checkWidth(in.getInt());
    int kind = in.getInt();
    long base = in.getLong();
    if (kind == VALUES) {
      get(in, width, base, rows, target, from, count);
    } else if (kind == STEPS) {
      long first = in.getLong();
      getSteps(in, width, base, rows, first, target, from, count);
    } else {
      throw new IndexOutOfBoundsException("no such packing: kind=" + kind);
    }
  }

  private void getSteps(
      RecordBuffer in, int width, long base, int rows, long first, long[] to, int from, int count) {
    int at = in.at();
    long value = first;
    if (from > 0 && width == 0) {
      value += base * from;
    } else if (from > 0) {
      in.skip((long) width * rows);
      in.at(at);
      long[] steps = narrow.longs(from + 1);
      get(in, width, base, rows, steps, 0, Math.min(from + 1, rows));
      in.at(at);
      for (int i = 1; i <= from && i < rows; i++) {
        value += steps[i];
      }
    }
    get(in, width, base, rows, to, from, count);
    if (count > 0) {
      to[0] = value;
      for (int i = 1; i < count; i++) {
        value += to[i];
        to[i] = value;
      }
    }
  }

  private void get(
      RecordBuffer in, int width, long base, int rows, long[] target, int from, int count) {
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

  private static void widen(byte[] values, long high, long[] into, int count) {
    for (int i = 0; i < count; i++) {
      into[i] = high | (values[i] & BYTE_MASK);
    }
  }

  private static void widen(short[] values, long high, long[] into, int count) {
    for (int i = 0; i < count; i++) {
      into[i] = high | (values[i] & SHORT_MASK);
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
