package io.millrace.state;

import static io.millrace.state.GroupTableDescriptor.EMITTED;
import static io.millrace.state.GroupTableDescriptor.HASH_MASK;
import static io.millrace.state.GroupTableDescriptor.KEY;
import static io.millrace.state.GroupTableDescriptor.NULL_FLAGS_SHIFT;
import static io.millrace.state.GroupTableDescriptor.TEXT_LENGTH;

import io.millrace.memory.MemoryBudget;
import io.millrace.memory.MemoryBudgetExceededException;
import io.millrace.memory.OffHeapMemory;
import io.millrace.type.VarcharView;

/**
 * Open-addressing hash table outside the heap: groups with inline keys and accumulators, linear
 * probing, slots as laid out in {@link GroupTableDescriptor}.
 *
 * <p>The caller compares keys itself, so that a generated class can do it inline:
 *
 * <pre>{@code
 * long slot = table.first(table.hash(key));
 * while (table.ordinal(slot) != 0) {
 *   if (table.getLong(slot + 8) == key) {
 *     return slot;
 *   }
 *   slot = slot + SLOT_BYTES & table.slotMask();
 * }
 * return GroupTable.ABSENT;
 * }</pre>
 *
 * <p>A loop over rows that makes no call but such inlined ones keeps what it needs in registers; so
 * it does not insert groups: it stops at a row without one, the group is inserted, and the loop
 * starts again at that row. With a long key it makes them itself, see {@link #room}.
 *
 * <p>A slot is a byte offset, valid until the next {@link #insert}. Growth doubles the table within
 * the memory budget; if the budget forbids it, the table stays as it was. One thread. No operation
 * but growth allocates.
 */
public final class GroupTable implements AutoCloseable {
  /** Slot of a group that there is not. */
  public static final long ABSENT = -1;

  static final int INITIAL_SLOTS = 16;
  static final int LOAD_NUMERATOR = 5;
  static final int LOAD_DENOMINATOR = 8;

  /**
   * So full is a table at most whose keys collide, as long as it takes no more memory than this: a
   * search that goes on is one that the processor has guessed wrong, which costs more than misses
   * of a cache that overlap.
   */
  private static final int SPARSE_LOAD_DENOMINATOR = 4;

  private static final int SPARSE_BYTES = 1 << 22;

  /** Keys of a random hash are twice as far from their places as the share of one in this tells. */
  private static final int COLLIDING = 4;

  private static final long FIRST_ORDINAL = 1;

  /**
   * So far from where its search begins no slot is on average, unless the hash suits the keys
   * badly.
   */
  private static final int FAR_SLOTS = 8;

  private static final int MOST_HASHES = 4;

  private static final long NEXT_MULTIPLIER = 0xD6E8FEB86659FD93L;
  private static final int LARGE_BYTES = 1 << 19;

  private final GroupTableDescriptor descriptor;
  private final int slotBytes;
  private final int unusedHashBits;
  private final MemoryBudget budget;
  private final TextArea text;
  private OffHeapMemory memory;
  private int shift;
  private long slotMask;
  private long size;
  private long growAt;
  private long lastInserted = ABSENT;
  private long multiplier = Hashing.MULTIPLIER;
  private long totalDistance;

  /** An empty table for all keys. */
  public GroupTable(GroupTableDescriptor descriptor, MemoryBudget budget) {
    this(descriptor, budget, 1);
  }

  /**
   * An empty table for the keys of one of {@code partitions} partitions: the upper bits of their
   * hashes hardly differ, so that others choose the slot.
   */
  public GroupTable(GroupTableDescriptor descriptor, MemoryBudget budget, int partitions) {
    this.descriptor = descriptor;
    this.slotBytes = descriptor.slotBytes();
    this.unusedHashBits = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(partitions);
    this.budget = budget;
    this.text = new TextArea(budget);
    use(OffHeapMemory.allocate((long) INITIAL_SLOTS * slotBytes, budget), INITIAL_SLOTS);
  }

  private void use(OffHeapMemory newMemory, long slots) {
    memory = newMemory;
    slotMask = slots * slotBytes - slotBytes;
    shift = Long.numberOfLeadingZeros(slotMask) - unusedHashBits;
    growAt = mostGroups();
  }

  private long mostGroups() {
    return slots() * LOAD_NUMERATOR / LOAD_DENOMINATOR;
  }

  /** Whether keys collide as those of a random hash do, more or less, and memory is cheap. */
  private boolean isSparse() {
    return slotMask < SPARSE_BYTES && totalDistance / slotBytes * slots() * COLLIDING > size * size;
  }

  /** Number of groups. */
  public long size() {
    return size;
  }

  /** Number of slots. */
  public long slots() {
    return slotMask / slotBytes + 1;
  }

  /** What besides the keys decides in which slots groups lie. */
  public GroupTableShape shape() {
    return new GroupTableShape(slots(), multiplier, growAt, totalDistance);
  }

  /**
   * Makes an empty table what another one was but for its groups, if the budget allows that;
   * whether it did. Groups that come in the order of the other one's slots come to the same slots.
   */
  public boolean take(GroupTableShape shape) {
    if (size > 0) {
      return false;
    }
    try {
      OffHeapMemory empty = OffHeapMemory.allocate(shape.slots() * slotBytes, budget);
      memory.close();
      use(empty, shape.slots());
    } catch (MemoryBudgetExceededException e) {
      return false;
    }
    multiplier = shape.multiplier();
    growAt = shape.growAt();
    totalDistance = shape.totalDistance();
    lastInserted = ABSENT;
    return true;
  }

  /** The slots. */
  OffHeapMemory memory() {
    return memory;
  }

  /** Layout of the slots. */
  public GroupTableDescriptor descriptor() {
    return descriptor;
  }

  /**
   * Whether the slots take more memory than the caches nearest to a core hold, so that it pays to
   * {@link #touch} the slots of many keys before they are searched: their misses overlap.
   */
  public boolean isLarge() {
    return slotMask >= LARGE_BYTES;
  }

  /** Brings the slot where the search for a long key begins into the cache; gives back nothing. */
  public long touch(long key) {
    return memory.getLong(first(hash(key)));
  }

  /**
   * Hash of a long key in this table: {@link Hashing#ofLong}, until keys have come that it does not
   * spread; then another one of its kind.
   */
  public long hash(long key) {
    return key * multiplier;
  }

  /** Identity of a group of this hash and these NULL flags (bit i: key i is NULL). */
  public static long identity(long hash, long nullFlags) {
    return (hash & HASH_MASK) | (nullFlags << NULL_FLAGS_SHIFT);
  }

  /** Whether a slot's identity is this one. */
  public boolean hasIdentity(long slot, long identity) {
    return ((memory.getLong(slot + KEY) ^ identity) & ~EMITTED) == 0;
  }

  /** The slot where the search for a hash, or an identity, begins. */
  public long first(long hash) {
    return (hash >>> shift) & slotMask;
  }

  /** What the slot behind another is taken with: {@code slot + slotBytes & slotMask()}. */
  public long slotMask() {
    return slotMask;
  }

  /** Ordinal, counted from 1, of the row that the group in a slot gets next; 0 without a group. */
  public long ordinal(long slot) {
    return memory.getLong(slot);
  }

  /** Stores the ordinal of the next row. */
  public void ordinal(long slot, long ordinal) {
    memory.putLong(slot, ordinal);
  }

  /**
   * Inserts a group that is not there; all its fields behind the key are zero.
   *
   * @param identity of the group; not of one with a long key
   * @return the group's slot
   * @throws MemoryBudgetExceededException if the table had to grow and must not
   */
  public long insert(long identity) {
    makeRoom();
    return occupy(emptySlot(memory, identity), identity);
  }

  /**
   * Inserts the group of a long key that is not there; all its fields behind the key are zero.
   *
   * @return the group's slot
   * @throws MemoryBudgetExceededException if the table had to grow and must not
   */
  public long insertLong(long key) {
    makeRoom();
    return occupy(emptySlot(memory, hash(key)), key);
  }

  private long occupy(long slot, long key) {
    memory.putLong(slot, FIRST_ORDINAL);
    memory.putLong(slot + KEY, key);
    size++;
    lastInserted = slot;
    return slot;
  }

  /**
   * Makes room for at least one more group.
   *
   * @throws MemoryBudgetExceededException if the table has to grow and must not
   */
  public void makeRoom() {
    if (size >= growAt) {
      try {
        grow();
      } catch (MemoryBudgetExceededException e) {
        if (size >= mostGroups()) {
          throw e;
        }
        growAt = mostGroups();
      }
    }
  }

  /** Makes room for so many more groups at once; throws as {@link #makeRoom()} does. */
  void makeRoom(long groups) {
    long slots = slots();
    while (slots * LOAD_NUMERATOR / LOAD_DENOMINATOR - size < groups) {
      slots *= 2;
    }
    if (slots > slots()) {
      rehash(slots);
    }
    growAt = mostGroups();
  }

  /**
   * The slot for a group that is not there, by its long key or identity, for the caller to fill; of
   * a table with {@link #makeRoom(long) room}, or one that has {@link #take taken} its shape.
   */
  long claim(long key, boolean shaped) {
    long hash = descriptor.longKey() ? hash(key) : key;
    long slot = emptySlot(memory, hash);
    totalDistance += shaped ? 0 : slot - first(hash) & slotMask;
    size++;
    return slot;
  }

  /** Says that no more groups are claimed: makes the table what it had become row by row. */
  void settle() {
    lastInserted = ABSENT;
    try {
      while (isSparse() && size >= slots() / SPARSE_LOAD_DENOMINATOR) {
        rehash(2 * slots());
      }
    } catch (MemoryBudgetExceededException e) {
      return;
    }
    if (isSparse()) {
      growAt = slots() / SPARSE_LOAD_DENOMINATOR;
    }
  }

  /** How many groups can be made before the table grows. */
  public long room() {
    return Math.max(0, growAt - size);
  }

  /**
   * Says how many groups can be made yet, after the caller of a table with a long key has made some
   * itself: in the empty slots where searches for them ended, by storing key and ordinal.
   */
  public void room(long left) {
    if (left < growAt - size) {
      size = growAt - left;
      lastInserted = ABSENT;
    }
  }

  /** Takes back the last {@link #insert} if no row came since. */
  public void forgetUnused() {
    if (lastInserted != ABSENT && memory.getLong(lastInserted) == FIRST_ORDINAL) {
      memory.putLong(lastInserted, 0);
      size--;
    }
    lastInserted = ABSENT;
  }

  private long emptySlot(OffHeapMemory in, long hash) {
    long slot = first(hash);
    while (in.getLong(slot) != 0) {
      slot = slot + slotBytes & slotMask;
    }
    return slot;
  }

  /** Doubles the table, and takes another hash if this one does not spread the keys. */
  private void grow() {
    rehash(2 * slots());
    spread();
  }

  /** Takes another hash if this one does not spread long keys, as far as the budget allows. */
  void spread() {
    if (!descriptor.longKey()) {
      return;
    }
    for (int i = 0; i < MOST_HASHES && averageDistance() > FAR_SLOTS; i++) {
      long old = multiplier;
      try {
        multiplier = (multiplier ^ multiplier >>> 29) * NEXT_MULTIPLIER | 1;
        rehash(slots());
      } catch (MemoryBudgetExceededException e) {
        multiplier = old;
        return;
      }
    }
  }

  private long averageDistance() {
    return size == 0 ? 0 : totalDistance / slotBytes / size;
  }

  private void rehash(long slots) {
    OffHeapMemory larger = OffHeapMemory.allocate(slots * slotBytes, budget);
    OffHeapMemory old = memory;
    long end = slotMask + slotBytes;
    use(larger, slots);
    totalDistance = 0;
    for (long slot = 0; slot < end; slot += slotBytes) {
      if (old.getLong(slot) != 0) {
        long key = old.getLong(slot + KEY);
        long hash = descriptor.longKey() ? hash(key) : key;
        long place = emptySlot(larger, hash);
        totalDistance += place - first(hash) & slotMask;
        larger.copyFrom(old, slot, place, slotBytes);
      }
    }
    old.close();
    lastInserted = ABSENT;
    if (isSparse()) {
      growAt = slots / SPARSE_LOAD_DENOMINATOR;
    }
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
    for (long slot = start; slot <= slotMask; slot += slotBytes) {
      if (memory.getLong(slot) != 0) {
        return slot;
      }
    }
    return ABSENT;
  }

  /** Whether the NULL flag of key {@code key} is set in a slot of a table without a long key. */
  public boolean isKeyNull(long slot, int key) {
    return (memory.getLong(slot + KEY) >>> (NULL_FLAGS_SHIFT + key) & 1L) != 0;
  }

  /** Whether the group, of a table without a long key, was marked as emitted. */
  public boolean isEmitted(long slot) {
    return (memory.getLong(slot + KEY) & EMITTED) != 0;
  }

  /** Marks the group, of a table without a long key, as emitted or not. */
  public void setEmitted(long slot, boolean emitted) {
    long identity = memory.getLong(slot + KEY);
    memory.putLong(slot + KEY, emitted ? identity | EMITTED : identity & ~EMITTED);
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
   * @throws MemoryBudgetExceededException if the budget forbids it
   */
  public void reserveText(int textBytes) {
    text.reserve(2L * textBytes);
  }

  /**
   * Stores text in a text field: short text in the slot, long text in the room that the field has
   * in the text area already where that suffices.
   */
  public void putText(long at, VarcharView value) {
    text.put(memory, at, value);
  }

  /** The texts that are too long for their slots. */
  TextArea texts() {
    return text;
  }

  /** Whether a text field holds exactly this text. */
  public boolean equalsText(long at, VarcharView value) {
    return text.equals(memory, at, value);
  }

  /** Length in bytes of the text in a text field. */
  public int textLength(long at) {
    return memory.getInt(at + TEXT_LENGTH);
  }

  /** Copies the text of a text field into {@code target}. */
  public void getText(long at, byte[] target, int offset) {
    text.get(memory, at, target, offset);
  }

  /** Removes all groups and keeps the memory. */
  public void clear() {
    if (size > 0) {
      memory.zero(0, slotMask + slotBytes);
      size = 0;
      totalDistance = 0;
    }
    lastInserted = ABSENT;
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
