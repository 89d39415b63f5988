package io.millrace.ring;

import io.millrace.engine.KeyGroups;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Which partition each row of a batch belongs to: bit planes of the partitions' numbers, 64 rows a
 * word. Filled by a publisher, read by all partitions; the ring's sequences order the two.
 *
 * <p>No row is copied for routing, and what is written is a bit or few for each row: partitions
 * read the same batch ({@code perf.routing}).
 */
public final class PartitionBits {
  /** Of {@link #fill}: rows belong to more than one partition. */
  public static final int SEVERAL = -1;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long LOWEST_BITS = 0x0101010101010101L;

  /** As a factor, moves bit 0 of byte i to bit i of the top byte, and nothing else there. */
  private static final long TO_TOP_BYTE = 0x0102040810204080L;

  private final int partitions;
  private final int planes;
  private final int planeWords;
  private final long[] bits;
  private int rows;

  /** Of no rows, and of at most {@code batchRows}. */
  public PartitionBits(int batchRows, int partitions) {
    this.partitions = partitions;
    this.planes = Integer.SIZE - Integer.numberOfLeadingZeros(partitions - 1);
    this.planeWords = roundUp(batchRows) / Long.SIZE;
    this.bits = new long[planes * planeWords];
  }

  /** A number of rows, or the next larger one that fills words. */
  public static int roundUp(int rows) {
    return (rows + Long.SIZE - 1) & -Long.SIZE;
  }

  /**
   * Takes the key groups of the first {@code count} rows, at least one, and may overwrite them.
   *
   * @param keyGroups at least {@link #roundUp} of {@code count} long
   * @return the partition that all rows belong to, or {@link #SEVERAL}
   */
  public int fill(byte[] keyGroups, int count) {
    rows = count;
    int shift = KeyGroups.BITS - planes;
    if (1 << planes != partitions) {
      shift = 0;
      for (int i = 0; i < count; i++) {
        keyGroups[i] = (byte) KeyGroups.partition(keyGroups[i], partitions);
      }
    }
    int sole = 0;
    boolean several = false;
    for (int plane = 0; plane < planes; plane++) {
      int ones = fillPlane(plane, keyGroups, shift + plane);
      several |= ones == SEVERAL;
      sole |= ones << plane;
    }
    return several ? SEVERAL : sole;
  }

  /** The bit of all rows, or SEVERAL. */
  private int fillPlane(int plane, byte[] numbers, int shift) {
    long[] words = bits;
    int start = plane * planeWords;
    int count = rows;
    long any = 0;
    long all = -1;
    for (int from = 0; from < count; from += Long.SIZE) {
      long word = 0;
      for (int i = 0; i < Long.SIZE; i += Byte.SIZE) {
        word |= bitOfEight((long) EIGHT.get(numbers, from + i) >>> shift) << i;
      }
      words[start + (from >>> 6)] = word;
      long valid = count - from < Long.SIZE ? ~(-1L << count) : -1;
      any |= word & valid;
      all &= word | ~valid;
    }
    return any == 0 ? 0 : all == -1 ? 1 : SEVERAL;
  }

  /** The lowest bits of eight bytes, that of the lowest byte lowest. */
  private static long bitOfEight(long bytes) {
    return (bytes & LOWEST_BITS) * TO_TOP_BYTE >>> Long.SIZE - Byte.SIZE;
  }

  /**
   * Writes the indices of a partition's rows, ascending.
   *
   * @param selected has room for all rows of a batch
   * @return how many they are
   */
  public int select(int partition, int[] selected) {
    int count = 0;
    for (int from = 0; from < rows; from += Long.SIZE) {
      long word = rowsOf(partition, from >>> 6);
      if (rows - from < Long.SIZE) {
        word &= ~(-1L << rows);
      }
      while (word != 0) {
        selected[count++] = from + Long.numberOfTrailingZeros(word);
        word &= word - 1;
      }
    }
    return count;
  }

  private long rowsOf(int partition, int index) {
    long word = -1;
    for (int plane = 0; plane < planes; plane++) {
      long flip = (partition >>> plane & 1L) - 1;
      word &= bits[plane * planeWords + index] ^ flip;
    }
    return word;
  }
}
