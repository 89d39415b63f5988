package io.millrace.state;

import static io.millrace.state.GroupTableDescriptor.MOST_TEXT_BYTES_IN_SLOT;
import static io.millrace.state.GroupTableDescriptor.TEXT_LENGTH;
import static io.millrace.state.GroupTableDescriptor.TEXT_OFFSET;
import static io.millrace.state.GroupTableDescriptor.TEXT_ROOM;
import static io.millrace.state.GroupTableDescriptor.TEXT_TAIL;

import io.millrace.memory.MemoryBudget;
import io.millrace.memory.OffHeapMemory;
import io.millrace.type.VarcharView;

/** Append-only off-heap bytes that text fields of slots point into; freed or emptied as a whole. */
final class TextArea implements AutoCloseable {
  private static final long INITIAL_BYTES = 1024;

  private final MemoryBudget budget;
  private OffHeapMemory memory;
  private long usedBytes;

  TextArea(MemoryBudget budget) {
    this.budget = budget;
  }

  OffHeapMemory memory() {
    return memory;
  }

  /** Makes sure that the next {@code length} bytes can be allocated. */
  void reserve(long length) {
    long needed = usedBytes + length;
    if (memory == null || needed > memory.byteCount()) {
      grow(needed);
    }
  }

  /** Offset of {@code length} fresh bytes. */
  long allocate(long length) {
    reserve(length);
    long offset = usedBytes;
    usedBytes += length;
    return offset;
  }

  /** Stores text in a text field of slots; see {@link GroupTable#putText}. */
  void put(OffHeapMemory slots, long at, VarcharView value) {
    int length = value.length();
    if (length > MOST_TEXT_BYTES_IN_SLOT) {
      putLong(slots, at, value, length);
    }
    slots.putLong(at, value.head());
    slots.putLong(at + TEXT_TAIL, value.tail());
    slots.putInt(at + TEXT_LENGTH, length);
  }

  private void putLong(OffHeapMemory slots, long at, VarcharView value, int length) {
    if (length > slots.getInt(at + TEXT_ROOM)) {
      int room = slots.getInt(at + TEXT_ROOM) > 0 ? Math.multiplyExact(length, 2) : length;
      long offset = allocate(room);
      slots.putLong(at + TEXT_OFFSET, offset);
      slots.putInt(at + TEXT_ROOM, room);
    }
    memory.putBytes(slots.getLong(at + TEXT_OFFSET), value.bytes(), value.offset(), length);
  }

  /** Brings the text of a field into the cache, if it is long; gives back nothing. */
  long touch(OffHeapMemory slots, long at) {
    return slots.getInt(at + TEXT_LENGTH) > MOST_TEXT_BYTES_IN_SLOT
        ? memory.getLong(slots.getLong(at + TEXT_OFFSET))
        : 0;
  }

  /** Completes a field whose head and tail are there; long text comes from {@code source}. */
  void place(OffHeapMemory slots, long at, byte[] source, int from, int length) {
    slots.putInt(at + TEXT_LENGTH, length);
    slots.putInt(at + TEXT_ROOM, 0);
    if (length > MOST_TEXT_BYTES_IN_SLOT) {
      long offset = allocate(length);
      slots.putLong(at + TEXT_OFFSET, offset);
      slots.putInt(at + TEXT_ROOM, length);
      memory.putBytes(offset, source, from, length);
    }
  }

  /** Whether a field holds exactly this text. */
  boolean equals(OffHeapMemory slots, long at, VarcharView value) {
    int length = value.length();
    return length == slots.getInt(at + TEXT_LENGTH)
        && value.head() == slots.getLong(at)
        && value.tail() == slots.getLong(at + TEXT_TAIL)
        && (length <= MOST_TEXT_BYTES_IN_SLOT || equalsLong(slots, at, value, length));
  }

  private boolean equalsLong(OffHeapMemory slots, long at, VarcharView value, int length) {
    long offset = slots.getLong(at + TEXT_OFFSET);
    return memory.equalsBytes(offset, value.bytes(), value.offset(), length);
  }

  /** Copies the text of a field into {@code target}. */
  void get(OffHeapMemory slots, long at, byte[] target, int offset) {
    int length = slots.getInt(at + TEXT_LENGTH);
    if (length > MOST_TEXT_BYTES_IN_SLOT) {
      memory.getBytes(slots.getLong(at + TEXT_OFFSET), target, offset, length);
    } else {
      long tail = slots.getLong(at + TEXT_TAIL);
      VarcharView.spell(slots.getLong(at), tail, target, offset, length);
    }
  }

  private void grow(long needed) {
    long current = memory == null ? INITIAL_BYTES / 2 : memory.byteCount();
    OffHeapMemory larger = OffHeapMemory.allocate(Math.max(needed, 2 * current), budget);
    if (memory != null) {
      larger.copyFrom(memory, 0, 0, usedBytes);
      memory.close();
    }
    memory = larger;
  }

  void clear() {
    usedBytes = 0;
  }

  @Override
  public void close() {
    if (memory != null) {
      memory.close();
      memory = null;
      usedBytes = 0;
    }
  }
}
