package io.millrace.journal;

/**
 * Writes the longs of one column with only those of their low bytes that differ, or those of the
 * steps from one to the next, whichever is less; {@link PackedLongs} reads them. What took least
 * for the values before is tried first, in one pass; only when it does not fit, and now and then as
 * something else may have become less, is looked which is. One column, one thread.
 */
final class LongPacker {
  private static final int LOOK_EVERY = 64;

  private final NarrowValues narrow;
  private boolean steps;
  private int width = Long.BYTES;
  private int untilLook;

  LongPacker(NarrowValues narrow) {
    this.narrow = narrow;
  }

  void put(RecordBuffer out, long[] values, int count) {
    if (untilLook-- == 0 || !putAsChosen(out, values, count)) {
      look(values, count);
      putAsChosen(out, values, count);
      untilLook = LOOK_EVERY;
    }
  }

  /** Chooses what takes the least bytes for such values. */
  private void look(long[] values, int count) {
    width = PackedLongs.width(differing(values, first(values, count), count));
    steps = false;
    if (count > 2) {
      int stepWidth = PackedLongs.width(differingSteps(values, firstStep(values, count), count));
      steps = stepWidth < width;
      width = Math.min(stepWidth, width);
    }
  }

  private static long first(long[] values, int count) {
    return count == 0 ? 0 : values[0];
  }

  private static long firstStep(long[] values, int count) {
    return count < 2 ? 0 : values[1] - values[0];
  }

  /**
   * Writes the values as it was chosen before; false if they do not fit, nothing is written then.
   */
  private boolean putAsChosen(RecordBuffer out, long[] values, int count) {
    int start = out.at();
    long base = steps ? firstStep(values, count) : first(values, count);
    out.putInt(width);
    out.putInt(steps ? PackedLongs.STEPS : PackedLongs.VALUES);
    out.putLong(base);
    if (steps) {
      out.putLong(first(values, count));
    }
    long differing = put(out, values, base, count);
    if (PackedLongs.width(differing) > width) {
      out.at(start);
      return false;
    }
    out.padTo(Long.BYTES);
    return true;
  }

  /** The bits in which anything that is packed differs from the base. */
  private long put(RecordBuffer out, long[] values, long base, int count) {
    switch (width) {
      case 0 -> {
        return steps ? differingSteps(values, base, count) : differing(values, base, count);
      }
      case 1 -> {
        byte[] bytes = narrow.bytes(count);
        long differing =
            steps
                ? narrowSteps(values, base, bytes, count)
                : narrowValues(values, base, bytes, count);
        out.putBytes(bytes, 0, count);
        return differing;
      }
      case 2 -> {
        short[] shorts = narrow.shorts(count);
        long differing =
            steps
                ? narrowSteps(values, base, shorts, count)
                : narrowValues(values, base, shorts, count);
        out.putShorts(shorts, count);
        return differing;
      }
      case 4 -> {
        int[] ints = narrow.ints(count);
        long differing =
            steps
                ? narrowSteps(values, base, ints, count)
                : narrowValues(values, base, ints, count);
        out.putInts(ints, count);
        return differing;
      }
      default -> {
        out.putLongs(values, count);
        return 0;
      }
    }
  }

  // One loop for each type and packing: steps that were made first and then narrowed took JDK 17 a
  // third more time.

  private static long differing(long[] values, long base, int count) {
    long differing = 0;
    for (int i = 0; i < count; i++) {
      differing |= values[i] ^ base;
    }
    return differing;
  }

  private static long narrowValues(long[] values, long base, byte[] into, int count) {
    long differing = 0;
    for (int i = 0; i < count; i++) {
      long value = values[i];
      differing |= value ^ base;
      into[i] = (byte) value;
    }
    return differing;
  }

  private static long narrowValues(long[] values, long base, short[] into, int count) {
    long differing = 0;
    for (int i = 0; i < count; i++) {
      long value = values[i];
      differing |= value ^ base;
      into[i] = (short) value;
    }
    return differing;
  }

  private static long narrowValues(long[] values, long base, int[] into, int count) {
    long differing = 0;
    for (int i = 0; i < count; i++) {
      long value = values[i];
      differing |= value ^ base;
      into[i] = (int) value;
    }
    return differing;
  }

  private static long differingSteps(long[] values, long base, int count) {
    long differing = 0;
    long before = first(values, count) - base;
    for (int i = 0; i < count; i++) {
      long value = values[i];
      differing |= (value - before) ^ base;
      before = value;
    }
    return differing;
  }

  private static long narrowSteps(long[] values, long base, byte[] into, int count) {
    long differing = 0;
    long before = first(values, count) - base;
    for (int i = 0; i < count; i++) {
      long value = values[i];
      long step = value - before;
      differing |= step ^ base;
      into[i] = (byte) step;
      before = value;
    }
    return differing;
  }

  private static long narrowSteps(long[] values, long base, short[] into, int count) {
    long differing = 0;
    long before = first(values, count) - base;
    for (int i = 0; i < count; i++) {
      long value = values[i];
      long step = value - before;
      differing |= step ^ base;
      into[i] = (short) step;
      before = value;
    }
    return differing;
  }

  private static long narrowSteps(long[] values, long base, int[] into, int count) {
    long differing = 0;
    long before = first(values, count) - base;
    for (int i = 0; i < count; i++) {
      long value = values[i];
      long step = value - before;
      differing |= step ^ base;
      into[i] = (int) step;
      before = value;
    }
    return differing;
  }
}
