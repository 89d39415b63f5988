package io.millrace.engine;

/**
 * Key groups: a key's hash falls into one of a fixed number of groups, and a group belongs to one
 * partition. State is stored by group, so that it can move to another number of partitions.
 */
public final class KeyGroups {
  /** Number of key groups, and so the largest number of partitions. */
  public static final int COUNT = 128;

  /** A group shifted right by this tells in which half of all groups it is: 0 or 1. */
  public static final int HALF_SHIFT = 6;

  private static final int SHIFT = 57;

  private KeyGroups() {}

  /** The group of a 64-bit hash: its top seven bits. */
  public static int ofHash(long hash) {
    return (int) (hash >>> SHIFT);
  }

  /** The partition that a group belongs to. */
  public static int partition(int keyGroup, int partitionCount) {
    return keyGroup * partitionCount / COUNT;
  }
}
