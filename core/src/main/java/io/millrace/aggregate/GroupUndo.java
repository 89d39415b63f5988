package io.millrace.aggregate;

import io.millrace.state.GroupTable;

/** Remembers the fields of one group so that a row whose output fails leaves no trace. */
public final class GroupUndo {
  private final long[] fields;

  /** For slots of {@code slotBytes} bytes. */
  public GroupUndo(int slotBytes) {
    fields = new long[slotBytes / Long.BYTES];
  }

  /** Remembers a group. */
  public void save(GroupTable groups, long slot) {
    for (int i = 0; i < fields.length; i++) {
      fields[i] = groups.getLong(slot + (long) i * Long.BYTES);
    }
  }

  /** Makes the group what it was; no other group may have been inserted in between. */
  public void restore(GroupTable groups, long slot) {
    for (int i = 0; i < fields.length; i++) {
      groups.putLong(slot + (long) i * Long.BYTES, fields[i]);
    }
  }
}
