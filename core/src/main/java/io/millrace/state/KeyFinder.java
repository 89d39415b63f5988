package io.millrace.state;

import io.millrace.type.VarcharView;

/**
 * Finds groups of one table in another of the same layout, whose fields must all be keys. Scratch
 * of one thread; for what is done once a group, not once a row.
 */
public final class KeyFinder {
  private final StoredText stored = new StoredText();

  /** A finder without scratch memory yet. */
  public KeyFinder() {}

  /** How many rows came to the group in {@code table} that has the key of a group in another. */
  public long rows(GroupTable table, GroupTable other, long slotOfOther) {
    long key = other.getLong(slotOfOther + GroupTableDescriptor.KEY);
    long slot = table.first(table.descriptor().longKey() ? table.hash(key) : key);
    while (table.ordinal(slot) != 0) {
      if (isSame(table, slot, other, slotOfOther)) {
        return table.ordinal(slot) - 1;
      }
      slot = slot + table.descriptor().slotBytes() & table.slotMask();
    }
    return 0;
  }

  private boolean isSame(GroupTable table, long slot, GroupTable other, long slotOfOther) {
    int[] texts = table.descriptor().textFields();
    int nextText = 0;
    int field = GroupTableDescriptor.KEY;
    while (field < table.descriptor().fieldBytes()) {
      if (nextText < texts.length && field == texts[nextText]) {
        VarcharView text = stored.read(other, slotOfOther + field);
        if (!table.equalsText(slot + field, text)) {
          return false;
        }
        nextText++;
        field += GroupTableDescriptor.TEXT_FIELD_BYTES;
      } else {
        if (table.getLong(slot + field) != other.getLong(slotOfOther + field)) {
          return false;
        }
        field += Long.BYTES;
      }
    }
    return true;
  }
}
