package io.millrace.perf.routing;

import io.millrace.engine.KeyGroups;
import java.util.Arrays;

/**
 * Which rows of a batch belong to which partition: the indices of each partition's rows, ascending.
 * Filled by a publisher, read by all partitions.
 */
final class KeyLists {
  private static final int FEW_PARTITIONS = 8;

  /** Between the lists of two partitions, so that their ends fall into different cache sets. */
  private static final int APART = 48;

  private final int partitions;
  private final int[] rows;
  private final int[] starts;
  private final int[] ends;

  /**
   * Empty lists of the rows of a batch of that capacity. A few partitions have room for all rows
   * each, so that rows need not be counted first; more share it.
   */
  KeyLists(int batchRows, int partitions) {
    boolean few = partitions <= FEW_PARTITIONS;
    this.partitions = partitions;
    this.rows = new int[few ? Math.multiplyExact(batchRows + APART, partitions) : batchRows];
    this.starts = new int[partitions];
    this.ends = new int[partitions];
    for (int partition = 0; few && partition < partitions; partition++) {
      starts[partition] = partition * (batchRows + APART);
    }
  }

  /** Lists the first {@code count} rows by the key groups of each. */
  void fill(byte[] keyGroups, int count) {
    if (partitions == 2) {
      fillTwo(keyGroups, count);
    } else if (partitions <= FEW_PARTITIONS) {
      fillFew(keyGroups, count);
    } else {
      fillMany(keyGroups, count);
    }
  }

  /** Without a branch a row: it is written to the ends of both lists, and stays in one. */
  private void fillTwo(byte[] keyGroups, int count) {
    int[] list = rows;
    int second = starts[1];
    int both = second;
    for (int i = 0; i < count; i++) {
      list[both - second + i] = i;
      list[second] = i;
      second += keyGroups[i] >> KeyGroups.BITS - 1;
    }
    ends[0] = both - second + count;
    ends[1] = second;
  }

  private void fillFew(byte[] keyGroups, int count) {
    int[] list = rows;
    int[] next = ends;
    int all = partitions;
    System.arraycopy(starts, 0, next, 0, all);
    for (int i = 0; i < count; i++) {
      list[next[KeyGroups.partition(keyGroups[i], all)]++] = i;
    }
  }

  private void fillMany(byte[] keyGroups, int count) {
    int[] list = rows;
    int[] next = ends;
    Arrays.fill(next, 0);
    for (int i = 0; i < count; i++) {
      next[KeyGroups.partition(keyGroups[i], partitions)]++;
    }
    int start = 0;
    for (int partition = 0; partition < partitions; partition++) {
      starts[partition] = start;
      start += next[partition];
      next[partition] = starts[partition];
    }
    for (int i = 0; i < count; i++) {
      list[next[KeyGroups.partition(keyGroups[i], partitions)]++] = i;
    }
  }

  /** The indices of all partitions' rows. */
  int[] rows() {
    return rows;
  }

  /** Where those of a partition begin. */
  int start(int partition) {
    return starts[partition];
  }

  /** How many rows a partition has. */
  int count(int partition) {
    return ends[partition] - starts[partition];
  }
}
