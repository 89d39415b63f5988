package io.millrace.state;

import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import io.millrace.type.VarcharView;

/** Writes the groups of a table and reads them back into an empty one of the same layout. */
public final class GroupTableSnapshot {
  private GroupTableSnapshot() {}

  /** Writes all groups. */
  public static void write(GroupTable table, SnapshotWriter writer) {
    writer.putLong(table.size());
    StoredText text = new StoredText();
    for (long slot = table.firstGroup(); slot >= 0; slot = table.nextGroup(slot)) {
      for (int at = 0; at < table.descriptor().fieldBytes(); at += Long.BYTES) {
        writer.putLong(table.getLong(slot + at));
      }
      for (int field : table.descriptor().textFields()) {
        VarcharView value = text.read(table, slot + field);
        writer.putLong(value.length());
        writer.putBytes(value.bytes(), value.offset(), value.length());
      }
    }
  }

  /** Adds all groups that were written. */
  public static void read(GroupTable table, SnapshotReader reader) {
    VarcharView view = new VarcharView();
    long groups = reader.getLong();
    for (long i = 0; i < groups; i++) {
      long ordinal = reader.getLong();
      long key = reader.getLong();
      long slot = table.descriptor().longKey() ? table.insertLong(key) : table.insert(key);
      table.ordinal(slot, ordinal);
      for (int at = GroupTableDescriptor.FIELDS;
          at < table.descriptor().fieldBytes();
          at += Long.BYTES) {
        table.putLong(slot + at, reader.getLong());
      }
      for (int field : table.descriptor().textFields()) {
        byte[] value = new byte[(int) reader.getLong()];
        reader.getBytes(value, 0, value.length);
        view.set(value, 0, value.length);
        for (int at = 0; at < GroupTableDescriptor.TEXT_FIELD_BYTES; at += Long.BYTES) {
          table.putLong(slot + field + at, 0);
        }
        table.putText(slot + field, view);
      }
    }
  }
}
