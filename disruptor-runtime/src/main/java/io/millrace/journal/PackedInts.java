package io.millrace.journal;

import java.util.Arrays;

/** Like {@link PackedLongs}, of ints. */
final class PackedInts {
  private static final int BYTE_MASK = 0xff;
  private static final int SHORT_MASK = 0xffff;

  private final NarrowValues narrow;

  PackedInts(NarrowValues narrow) {
    this.narrow = narrow;
  }

  void put(RecordBuffer out, int[] values, int count) {
    int base = count == 0 ? 0 : values[0];
    int differing = 0;
    for (int i = 0; i < count; i++) {
      differing |= values[i] ^ base;
    }
    int width = PackedLongs.width(differing & 0xffff_ffffL);
    out.putInt(width);
    out.putInt(0);
    out.putLong(base);
    switch (width) {
      case 0 -> {}
      case 1 -> {
        byte[] bytes = narrow.bytes(count);
        for (int i = 0; i < count; i++) {
          bytes[i] = (byte) values[i];
        }
        out.putBytes(bytes, 0, count);
      }
      case 2 -> {
        short[] shorts = narrow.shorts(count);
        for (int i = 0; i < count; i++) {
          shorts[i] = (short) values[i];
        }
        out.putShorts(shorts, count);
      }
      default -> out.putInts(values, count);
    }
    out.padTo(Long.BYTES);
  }

  /** Reads the values from {@code from} on of {@code rows} that lie here, and passes over all. */
  void get(RecordBuffer in, int rows, int[] target, int from, int count) {
    int width = PackedLongs.checkWidth(in.getInt());
    in.getInt();
    int base = (int) in.getLong();
    int at = in.skip((long) width * rows) + from * width;
    in.alignRead();
    switch (width) {
      case 0 -> Arrays.fill(target, 0, count, base);
      case 1 -> {
        byte[] bytes = narrow.bytes(count);
        in.getBytes(at, bytes, 0, count);
        int high = base & ~BYTE_MASK;
        for (int i = 0; i < count; i++) {
          target[i] = high | (bytes[i] & BYTE_MASK);
        }
      }
      case 2 -> {
        short[] shorts = narrow.shorts(count);
        in.getShorts(at, shorts, count);
        int high = base & ~SHORT_MASK;
        for (int i = 0; i < count; i++) {
          target[i] = high | (shorts[i] & SHORT_MASK);
        }
      }
      case 4 -> in.getInts(at, target, count);
      default -> throw new IndexOutOfBoundsException("no such width: width=" + width);
    }
  }
}
