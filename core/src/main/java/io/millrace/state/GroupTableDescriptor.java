package io.millrace.state;

import io.millrace.engine.KeyGroups;
import java.util.Arrays;

/**
 * Layout of a slot of a {@link GroupTable}: the ordinal of the next row of the group, the identity
 * of its key, then fields at multiples of 8.
 *
 * <pre>
 *   0        8                                   slotBytes
 *   +--------+----------+--------------+-----------+
 *   | ordinal| long key | accumulator 0| ...       |   one key that is a long and never NULL
 *   +--------+----------+--------------+-----------+
 *   | ordinal| identity | key 0 | ...  | ...       |   other keys
 *   +--------+----------+-------+------+-----------+
 *   ordinal:  which row of the group, counted from 1, comes next; 0 where there is no group
 *   identity: 63..32 upper half of the hash | 31..2 NULL flags of keys | 1 emitted | 0 unused
 *   text field (32 bytes): head (8) | tail (8) | offset in the text area (8) | length (4) | room (4)
 * </pre>
 *
 * A slot takes a power of two of bytes, so that its place is a shift and a mask of the hash, and a
 * small one lies in one cache line.
 *
 * @param fieldBytes end of the last field, a multiple of 8
 * @param longKey whether the only key is a long at {@link #KEY}, hashed by {@link Hashing#ofLong}
 * @param textFields offsets within a slot of fields that hold text
 */
public record GroupTableDescriptor(int fieldBytes, boolean longKey, int... textFields) {
  /** Offset of the ordinal of the next row. */
  public static final int ORDINAL = 0;

  /** Offset of the only key, or of the identity. */
  public static final int KEY = 8;

  /** Offset of the first field behind the only key or the identity. */
  public static final int FIELDS = 16;

  /** Bytes of a text field. */
  public static final int TEXT_FIELD_BYTES = 32;

  /** Longest text that lies in the slot itself, as its head and tail. */
  static final int MOST_TEXT_BYTES_IN_SLOT = 16;

  /** Most keys that can be NULL. */
  public static final int MAX_NULLABLE_KEYS = 30;

  static final int TEXT_TAIL = 8;
  static final int TEXT_OFFSET = 16;
  static final int TEXT_LENGTH = 24;
  static final int TEXT_ROOM = 28;
  static final long EMITTED = 2L;
  static final int NULL_FLAGS_SHIFT = 2;
  static final long HASH_MASK = 0xFFFFFFFF00000000L;

  /** Checks the size. */
  public GroupTableDescriptor {
    if (fieldBytes < FIELDS || fieldBytes % Long.BYTES != 0) {
      throw new IllegalArgumentException(
          "not the size of a slot: fieldBytes="
              + fieldBytes
              + "; it must be a multiple of 8 and at least 16");
    }
  }

  /**
   * Key group of the group with this long key or identity: what a router computes for its rows,
   * whatever hash the table has come to use.
   */
  public int keyGroup(long key) {
    return KeyGroups.ofHash(longKey ? Hashing.ofLong(key) : key);
  }

  /** A number that another layout hardly has. */
  long signature() {
    return (long) fieldBytes << Integer.SIZE
        | (31 * Arrays.hashCode(textFields) + (longKey ? 1 : 0)) & 0xFFFFFFFFL;
  }

  /** Bytes from one slot to the next: {@link #fieldBytes} rounded up to a power of two. */
  public int slotBytes() {
    return fieldBytes == Integer.highestOneBit(fieldBytes)
        ? fieldBytes
        : 2 * Integer.highestOneBit(fieldBytes);
  }
}
