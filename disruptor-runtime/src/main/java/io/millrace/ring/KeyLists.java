package io.millrace.ring;

import io.millrace.engine.KeyGroups;
import java.util.Arrays;

/**
 * Which rows of a batch belong to which partition: the indices of each partition's rows, ascending,
 * one partition's behind the other's. Filled by a publisher, read by all partitions; the ring's
 * sequences order the two.
 *
 * <p>No row is copied for routing: partitions read the same batch ({@code RoutingBenchmark}).
 */
public final class KeyLists {
  private final int[] partitionOfGroup = new int[KeyGroups.COUNT];
  private final int[] rows;
  private final int[] starts;
  private final int[] ends;

  KeyLists(int batchRows, int partitions) {
    this.rows = new int[batchRows + partitions];
    this.starts = new int[partitions];
    this.ends = new int[partitions];
    for (int group = 0; group < KeyGroups.COUNT; group++) {
      partitionOfGroup[group] = KeyGroups.partition(group, partitions);
    }
  }

  /** Lists the first {@code count} rows by the key groups of each. */
  public void fill(int[] keyGroups, int count) {
    if (ends.length == 2) {
      fillTwo(keyGroups, count);
    } else {
      fillMany(keyGroups, count);
    }
  }

  /** Without a branch a row: it is written to the ends of both lists, and stays in one. */
  private void fillTwo(int[] keyGroups, int count) {
    int[] list = rows;
    int inSecond = 0;
    for (int i = 0; i < count; i++) {
      inSecond += keyGroups[i] >> KeyGroups.HALF_SHIFT;
    }
    int first = 0;
    int second = count - inSecond + 1;
    starts[0] = 0;
    starts[1] = second;
    for (int i = 0; i < count; i++) {
      int bit = keyGroups[i] >> KeyGroups.HALF_SHIFT;
      list[first] = i;
      list[second] = i;
      second += bit;
      first += 1 - bit;
    }
    ends[0] = first;
    ends[1] = second;
  }

  private void fillMany(int[] keyGroups, int count) {
    int[] list = rows;
    int[] partitions = partitionOfGroup;
    int[] next = ends;
    Arrays.fill(next, 0);
    for (int i = 0; i < count; i++) {
      next[partitions[keyGroups[i]]]++;
    }
    int start = 0;
    for (int partition = 0; partition < next.length; partition++) {
      starts[partition] = start;
      start += next[partition];
      next[partition] = starts[partition];
    }
    for (int i = 0; i < count; i++) {
      list[next[partitions[keyGroups[i]]]++] = i;
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
