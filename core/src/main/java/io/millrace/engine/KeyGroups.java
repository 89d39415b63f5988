package io.millrace.engine;

/**
 * Key groups: a key's hash falls into one of a fixed number of groups, and a group belongs to one
 * partition. State is stored by group, so that it can move to another number of partitions.
 */
public final class KeyGroups {
  /** Bits of the number of a key group. */
  public static final int BITS = 7;

  /** Number of key groups, and so the largest number of partitions. */
  public static final int COUNT = 1 << BITS;

  private KeyGroups() {}

  /** The group of a 64-bit hash: its top seven bits. */
  public static byte ofHash(long hash) {
    return (byte) (hash >>> Long.SIZE - BITS);
  }

  /** The partition that a group belongs to. */
  public static int partition(int keyGroup, int partitionCount) {
    return keyGroup * partitionCount / COUNT;
  }
}
