package io.millrace.state;

import static io.millrace.state.GroupTableDescriptor.EMITTED;
import static io.millrace.state.GroupTableDescriptor.HASH_MASK;
import static io.millrace.state.GroupTableDescriptor.NULL_FLAGS_SHIFT;
import static io.millrace.state.GroupTableDescriptor.OCCUPIED;
import static io.millrace.state.GroupTableDescriptor.TEXT_LENGTH;
import static io.millrace.state.GroupTableDescriptor.TEXT_ROOM;

import io.millrace.memory.MemoryBudget;
import io.millrace.memory.OffHeapMemory;
import io.millrace.type.VarcharView;

/**
 * Open-addressing hash table outside the heap: groups with inline keys and accumulators, linear
 * probing, slots as laid out in {@link GroupTableDescriptor}.
 *
 * <p>The caller compares keys itself, so that a generated class can do it inline:
 *
 * <pre>{@code
 * long wanted = GroupTable.header(hash, nullFlags);
 * long slot = table.first(hash);
 * while (table.header(slot) != GroupTable.EMPTY) {
 *   if (GroupTable.matches(table.header(slot), wanted) && table.getLong(slot + 8) == key) {
 *     return slot;
 *   }
 *   slot = table.next(slot);
 * }
 * slot = table.insert(slot, wanted);
 * }</pre>
 *
 * <p>A slot is a byte offset, valid until the next {@link #insert}. Growth doubles the table within
 * the memory budget; if the budget forbids it, the table stays as it was. One thread. No operation
 * but growth allocates.
 */
public final class GroupTable implements AutoCloseable {
  /** Header of a slot that holds no group. */
  public static final long EMPTY = 0;

  private static final int INITIAL_SLOTS = 16;
  private static final int LOAD_NUMERATOR = 5;
  private static final int LOAD_DENOMINATOR = 8;

  private final GroupTableDescriptor descriptor;
  private final int slotBytes;
  private final MemoryBudget budget;
  private final TextArea text;
  private OffHeapMemory memory;
  private long mask;
  private long endOffset;
  private long size;
  private long growAt;

  /** An empty table. */
  public GroupTable(GroupTableDescriptor descriptor, MemoryBudget budget) {
    this.descriptor = descriptor;
    this.slotBytes = descriptor.slotBytes();
    this.budget = budget;
    this.text = new TextArea(budget);
    use(OffHeapMemory.allocate((long) INITIAL_SLOTS * slotBytes, budget), INITIAL_SLOTS);
  }

  private void use(OffHeapMemory newMemory, long slots) {
    memory = newMemory;
    mask = slots - 1;
    endOffset = slots * slotBytes;
    growAt = slots * LOAD_NUMERATOR / LOAD_DENOMINATOR;
  }

  /** Number of groups. */
  public long size() {
    return size;
  }

  /** Number of slots. */
  public long slots() {
    return mask + 1;
  }

  /** Layout of the slots. */
  public GroupTableDescriptor descriptor() {
    return descriptor;
  }

  /** Header that a group of this hash and these NULL flags (bit i: key i is NULL) has. */
  public static long header(long hash, long nullFlags) {
    return (hash & HASH_MASK) | (nullFlags << NULL_FLAGS_SHIFT) | OCCUPIED;
  }

  /** Whether a slot's header agrees with {@link #header(long, long)} in hash and NULL flags. */
  public static boolean matches(long header, long wanted) {
    return ((header ^ wanted) & ~EMITTED) == 0;
  }

  /** The slot where the search for a hash begins. */
  public long first(long hash) {
    return ((hash >>> 32) & mask) * slotBytes;
  }

  /** The slot where the search goes on. */
  public long next(long slot) {
    long following = slot + slotBytes;
    return following == endOffset ? 0 : following;
  }

  /** Header of a slot, or {@link #EMPTY}. */
  public long header(long slot) {
    return memory.getLong(slot);
  }

  /**
   * Puts a new group at an empty slot that a search ended at. All its fields are zero.
   *
   * @return the group's slot, another one if the table had to grow
   * @throws io.millrace.memory.MemoryBudgetExceededException if it had to grow and must not
   */
  public long insert(long slot, long header) {
    long place = slot;
    if (size >= growAt) {
      grow();
      place = emptySlot(memory, header, mask);
    }
    memory.putLong(place, header);
    size++;
    return place;
  }

  private long emptySlot(OffHeapMemory in, long header, long slotMask) {
    long index = (header >>> 32) & slotMask;
    while (in.getLong(index * slotBytes) != EMPTY) {
      index = (index + 1) & slotMask;
    }
    return index * slotBytes;
  }

  private void grow() {
    long slots = 2 * slots();
    OffHeapMemory larger = OffHeapMemory.allocate(slots * slotBytes, budget);
    for (long slot = firstGroup(); slot >= 0; slot = nextGroup(slot)) {
      long place = emptySlot(larger, memory.getLong(slot), slots - 1);
      larger.copyFrom(memory, slot, place, slotBytes);
    }
    memory.close();
    use(larger, slots);
  }

  /** Slot of the first group in slot order, or -1. */
  public long firstGroup() {
    return groupFrom(0);
  }

  /** Slot of the next group in slot order, or -1. */
  public long nextGroup(long slot) {
    return groupFrom(slot + slotBytes);
  }

  private long groupFrom(long start) {
    for (long slot = start; slot < endOffset; slot += slotBytes) {
      if (memory.getLong(slot) != EMPTY) {
        return slot;
      }
    }
    return -1;
  }

  /** Whether the NULL flag of key {@code key} is set in a slot. */
  public boolean isKeyNull(long slot, int key) {
    return (memory.getLong(slot) >>> (NULL_FLAGS_SHIFT + key) & 1L) != 0;
  }

  /** Whether the group was marked as emitted. */
  public boolean isEmitted(long slot) {
    return (memory.getLong(slot) & EMITTED) != 0;
  }

  /** Marks the group as emitted or not. */
  public void setEmitted(long slot, boolean emitted) {
    long header = memory.getLong(slot);
    memory.putLong(slot, emitted ? header | EMITTED : header & ~EMITTED);
  }

  /** The long at a field's offset (slot + offset in the slot). */
  public long getLong(long at) {
    return memory.getLong(at);
  }

  /** Stores a long at a field's offset. */
  public void putLong(long at, long value) {
    memory.putLong(at, value);
  }

  /** The double at a field's offset. */
  public double getDouble(long at) {
    return memory.getDouble(at);
  }

  /** Stores a double at a field's offset. */
  public void putDouble(long at, double value) {
    memory.putDouble(at, value);
  }

  /**
   * Makes sure that {@link #putText} can store this many bytes of text, so that a row either
   * changes all of its fields or none.
   *
   * @throws io.millrace.memory.MemoryBudgetExceededException if the budget forbids it
   */
  public void reserveText(int textBytes) {
    text.reserve(2L * textBytes);
  }

  /** Stores text in a text field, in the room that the field has already where that suffices. */
  public void putText(long at, VarcharView value) {
    int length = value.length();
    if (length > memory.getInt(at + TEXT_ROOM)) {
      int room = memory.getInt(at + TEXT_ROOM) > 0 ? Math.multiplyExact(length, 2) : length;
      long offset = text.allocate(room);
      memory.putLong(at, offset);
      memory.putInt(at + TEXT_ROOM, room);
    }
    if (length > 0) {
      text.memory().putBytes(memory.getLong(at), value.bytes(), value.offset(), length);
    }
    memory.putInt(at + TEXT_LENGTH, length);
  }

  /** Whether a text field holds exactly this text. */
  public boolean equalsText(long at, VarcharView value) {
    int length = value.length();
    return length == memory.getInt(at + TEXT_LENGTH)
        && (length == 0
            || text.memory()
                .equalsBytes(memory.getLong(at), value.bytes(), value.offset(), length));
  }

  /** Length in bytes of the text in a text field. */
  public int textLength(long at) {
    return memory.getInt(at + TEXT_LENGTH);
  }

  /** Copies the text of a text field into {@code target}. */
  public void getText(long at, byte[] target, int offset) {
    int length = textLength(at);
    if (length > 0) {
      text.memory().getBytes(memory.getLong(at), target, offset, length);
    }
  }

  /** Removes all groups and keeps the memory. */
  public void clear() {
    if (size > 0) {
      memory.zero(0, endOffset);
      size = 0;
    }
    text.clear();
  }

  /** Frees all memory. */
  @Override
  public void close() {
    memory.close();
    text.close();
    size = 0;
  }
}
