package io.millrace.state;

/**
 * Layout of a slot of a {@link GroupTable}: a header of 8 bytes, then fields at multiples of 8.
 *
 * <pre>
 *   0        8                                            slotBytes
 *   +--------+----------+-----+--------------+-----------+
 *   | header | key 0    | ... | accumulator 0| ...       |
 *   +--------+----------+-----+--------------+-----------+
 *   header:  63..32 upper half of the hash | 31..2 NULL flags of keys | 1 emitted | 0 occupied
 *   text field (16 bytes): offset in the text area (8) | length (4) | room there (4)
 * </pre>
 *
 * @param slotBytes size of a slot, a multiple of 8
 * @param textFields offsets within a slot of fields that hold text
 */
public record GroupTableDescriptor(int slotBytes, int... textFields) {
  /** Bytes of the header, and offset of the first field. */
  public static final int HEADER_BYTES = 8;

  /** Bytes of a text field. */
  public static final int TEXT_FIELD_BYTES = 16;

  /** Most keys that can be NULL. */
  public static final int MAX_NULLABLE_KEYS = 30;

  static final int TEXT_LENGTH = 8;
  static final int TEXT_ROOM = 12;
  static final long OCCUPIED = 1L;
  static final long EMITTED = 2L;
  static final int NULL_FLAGS_SHIFT = 2;
  static final long HASH_MASK = 0xFFFFFFFF00000000L;

  /** Checks the size. */
  public GroupTableDescriptor {
    if (slotBytes < HEADER_BYTES || slotBytes % Long.BYTES != 0) {
      throw new IllegalArgumentException(
          "not a slot size: slotBytes=" + slotBytes + "; it must be a multiple of 8");
    }
  }
}
