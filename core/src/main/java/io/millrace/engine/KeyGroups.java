package io.millrace.engine;

/**
 * Key groups: a key's hash falls into one of a fixed number of groups, and a group belongs to one
 * partition. State is stored by group, so that it can move to another number of partitions.
 */
public final class KeyGroups {
  /** Number of key groups, and so the largest number of partitions. */
  public static final int COUNT = 128;

  private static final int SHIFT = 57;

  private KeyGroups() {}

  /** The group of a 64-bit hash: its top seven bits. */
  public static int ofHash(long hash) {
    return (int) (hash >>> SHIFT);
  }

  /** 1 if {@code first <= keyGroup < end}, else 0, without a branch. */
  public static int isWithin(int keyGroup, int first, int end) {
    return 1 + ((keyGroup - first | end - 1 - keyGroup) >> 31);
  }

  /**
   * The first group of a partition; that of the number of partitions is where the last one ends.
   */
  public static int first(int partition, int partitionCount) {
    return (partition * COUNT + partitionCount - 1) / partitionCount;
  }

  /** The partition that a group belongs to. */
  public static int partition(int keyGroup, int partitionCount) {
    return keyGroup * partitionCount / COUNT;
  }
}
