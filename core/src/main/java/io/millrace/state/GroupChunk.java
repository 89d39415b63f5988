package io.millrace.state;

import static io.millrace.state.GroupTableDescriptor.KEY;
import static io.millrace.state.GroupTableDescriptor.MOST_TEXT_BYTES_IN_SLOT;
import static io.millrace.state.GroupTableDescriptor.TEXT_LENGTH;
import static io.millrace.state.GroupTableDescriptor.TEXT_OFFSET;

import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import io.millrace.memory.OffHeapMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Some groups of a table in a buffer, one record after another, in little-endian order: the fields
 * of the slot, with nothing but the length behind the head and tail of a text; then the texts that
 * do not fit into a slot, in the order of their fields. One thread.
 */
final class GroupChunk {
  /** Small enough for the cache next to a core; many groups for each call of the writer. */
  private static final int CHUNK_BYTES = 1 << 17;

  /** So much is read at most before room for more is made, as a length may be a wrong one. */
  private static final int PIECE_BYTES = 1 << 20;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final GroupTableDescriptor descriptor;
  private final int fieldBytes;
  private final int[] textFields;
  private byte[] buffer;
  private int usedBytes;
  private int groups;
  private int[] selected = {};
  private int selectedCount;

  /** Keeps the compiler from leaving out what {@link #touchTexts} does. */
  @SuppressWarnings("unused")
  private long touched;

  /** An empty chunk; {@code mostGroups} will come in all. */
  GroupChunk(GroupTableDescriptor descriptor, long mostGroups) {
    long mostBytes = CHUNK_BYTES + (long) GroupTableSnapshot.BLOCK_SLOTS * descriptor.fieldBytes();
    this.descriptor = descriptor;
    this.fieldBytes = descriptor.fieldBytes();
    this.textFields = descriptor.textFields();
    this.buffer = new byte[(int) Math.min(mostBytes, mostGroups * fieldBytes)];
  }

  /** Whether it should be written before more is added. */
  boolean isFull() {
    return usedBytes >= CHUNK_BYTES;
  }

  /**
   * Brings the long texts of groups into the cache before they are added: the misses of many
   * overlap, which those of copies do not ({@code SnapshotBenchmark}).
   */
  void touchTexts(GroupTable table, long fromSlot, long toSlot) {
    long sum = 0;
    for (int field : textFields) {
      for (long slot = fromSlot; slot < toSlot; slot += descriptor.slotBytes()) {
        if (table.ordinal(slot) != 0) {
          sum += table.texts().touch(table.memory(), slot + field);
        }
      }
    }
    touched = sum;
  }

  /** Adds the group in a slot. */
  void add(GroupTable table, long slot) {
    makeRoom(fieldBytes);
    OffHeapMemory memory = table.memory();
    byte[] target = buffer;
    int record = usedBytes;
    for (int at = 0; at < fieldBytes; at += Long.BYTES) {
      LONG.set(target, record + at, memory.getLong(slot + at));
    }
    usedBytes = record + fieldBytes;
    groups++;
    for (int field : textFields) {
      addText(table, slot + field, record + field);
    }
  }

  private void addText(GroupTable table, long at, int field) {
    int length = table.textLength(at);
    LONG.set(buffer, field + TEXT_OFFSET, 0L);
    LONG.set(buffer, field + TEXT_LENGTH, (long) length);
    if (length > MOST_TEXT_BYTES_IN_SLOT) {
      makeRoom(length);
      table.getText(at, buffer, usedBytes);
      usedBytes += length;
    }
  }

  private void makeRoom(int moreBytes) {
    int needed = Math.addExact(usedBytes, moreBytes);
    if (needed > buffer.length) {
      int twice = (int) Math.min(2L * buffer.length, Integer.MAX_VALUE - Long.BYTES);
      buffer = Arrays.copyOf(buffer, Math.max(needed, twice));
    }
  }

  /** Writes what was added, if anything, and is empty again. */
  void writeTo(SnapshotWriter writer) {
    if (groups > 0) {
      writer.putLong(groups);
      writer.putLong(usedBytes);
      for (int at = 0; at < usedBytes; at += PIECE_BYTES) {
        writer.putBytes(buffer, at, Math.min(PIECE_BYTES, usedBytes - at));
      }
    }
    groups = 0;
    usedBytes = 0;
  }

  /** Reads what was written at a time; at most {@code most} groups. Gives back how many. */
  int readFrom(SnapshotReader reader, long most) {
    long count = reader.getLong();
    long bytes = reader.getLong();
    if (count < 1 || count > most || bytes < count * fieldBytes || bytes > Integer.MAX_VALUE / 2) {
      throw damaged("groups=" + count + ", bytes=" + bytes + ", groupsLeft=" + most);
    }
    groups = (int) count;
    usedBytes = 0;
    while (usedBytes < bytes) {
      int piece = (int) Math.min(PIECE_BYTES, bytes - usedBytes);
      makeRoom(piece);
      reader.getBytes(buffer, usedBytes, piece);
      usedBytes += piece;
    }
    return groups;
  }

  /** Finds the groups of wanted key groups among those that were read; how many they are. */
  int select(boolean[] wanted) {
    if (selected.length < groups) {
      selected = new int[groups];
    }
    selectedCount = 0;
    int record = 0;
    for (int i = 0; i < groups; i++) {
      int end = record + fieldBytes;
      if (end > usedBytes || (long) LONG.get(buffer, record) == 0) {
        throw damaged("record=" + i + ", offset=" + record + ", bytes=" + usedBytes);
      }
      for (int field : textFields) {
        end = endOfText((long) LONG.get(buffer, record + field + TEXT_LENGTH), end);
      }
      selected[selectedCount] = record;
      selectedCount += wanted[descriptor.keyGroup((long) LONG.get(buffer, record + KEY))] ? 1 : 0;
      record = end;
    }
    if (record != usedBytes) {
      throw damaged("groups=" + groups + ", end=" + record + ", bytes=" + usedBytes);
    }
    return selectedCount;
  }

  private int endOfText(long length, int end) {
    if (length < 0 || length > MOST_TEXT_BYTES_IN_SLOT && length > usedBytes - end) {
      throw damaged("textBytes=" + length + ", offset=" + end + ", bytes=" + usedBytes);
    }
    return length > MOST_TEXT_BYTES_IN_SLOT ? end + (int) length : end;
  }

  /**
   * Adds the selected groups to a table that has room for them.
   *
   * @param shaped whether the table has the shape of the one that they come from
   */
  void addSelected(GroupTable table, boolean shaped) {
    OffHeapMemory memory = table.memory();
    byte[] source = buffer;
    for (int i = 0; i < selectedCount; i++) {
      int record = selected[i];
      long key = (long) LONG.get(source, record + KEY);
      long slot = table.claim(key, shaped);
      for (int at = 0; at < fieldBytes; at += Long.BYTES) {
        memory.putLong(slot + at, (long) LONG.get(source, record + at));
      }
      int text = record + fieldBytes;
      for (int field : textFields) {
        int length = (int) (long) LONG.get(source, record + field + TEXT_LENGTH);
        table.texts().place(memory, slot + field, source, text, length);
        text += length > MOST_TEXT_BYTES_IN_SLOT ? length : 0;
      }
    }
  }

  static IllegalStateException damaged(String where) {
    return new IllegalStateException(
        "damaged state of a group table: " + where + "; restore an older one");
  }
}
