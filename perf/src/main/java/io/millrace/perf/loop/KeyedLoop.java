package io.millrace.perf.loop;

/**
 * What the keyed loops have in common besides their loops: slots of longs in one array, of which
 * the first is the key and the second a count that is 0 where a slot is empty, and what happens
 * once in many rows. The loops over rows themselves stand in each class, as one would write them by
 * hand.
 */
abstract class KeyedLoop implements ScenarioLoop {
  static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private static final int FIRST_SLOTS_LOG = 4;

  /** From here on the table does not fit into the cache of a core. */
  private static final int LARGE_LONGS = 1 << 18;

  /** The slots; their number is a power of two. */
  long[] table;

  /** What a hash is shifted right by to get the number of a slot. */
  int shift = Long.SIZE - FIRST_SLOTS_LOG;

  /** Slots in use, and how many the table has room for before it grows. */
  int size;

  int growAt = 10;

  /** Where the search for each key of a batch begins; filled by {@link #touch}. */
  int[] starts = {};

  /** Keeps the JIT from leaving out reads that only fill the cache. */
  long touched;

  private final int longs;

  /** With slots of so many longs, a power of two. */
  KeyedLoop(int longs) {
    this.longs = longs;
    this.table = new long[longs << FIRST_SLOTS_LOG];
  }

  /** Whether it pays to {@link #touch}. */
  final boolean isLarge() {
    return table.length > LARGE_LONGS;
  }

  /** Finds where the search for each key begins. */
  final void locate(long[] keys, int from, int rows) {
    int[] at = starts;
    int by = shift;
    int slotLongs = longs;
    for (int i = from; i < rows; i++) {
      at[i] = (int) (keys[i] * GOLDEN >>> by) * slotLongs;
    }
  }

  /** Locates and reads the slots of a batch, so that their cache misses overlap. */
  final void touch(long[] keys, int from, int rows) {
    if (starts.length < rows) {
      starts = new int[rows];
    }
    locate(keys, from, rows);
    long[] slots = table;
    int[] at = starts;
    long sum = 0;
    for (int i = from; i < rows; i++) {
      sum += slots[at[i]];
    }
    touched += sum;
  }

  /** Doubles the table. */
  final void grow() {
    long[] old = table;
    long[] larger = new long[2 * old.length];
    shift--;
    for (int from = 0; from < old.length; from += longs) {
      if (old[from + 1] != 0) {
        int at = (int) (old[from] * GOLDEN >>> shift) * longs;
        while (larger[at + 1] != 0) {
          at = at + longs & larger.length - 1;
        }
        System.arraycopy(old, from, larger, at, longs);
      }
    }
    table = larger;
    growAt = larger.length / longs / 8 * 5;
  }
}
